#include "parser/archive_check.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "parser/parse.h"

using namespace kb;

namespace {

struct Fields {
  std::string id = "Q100001";
  std::string title = "A title";
  std::string date = "07-SEP-2001";
  std::string body = "Some text.";
};

Article document(const Fields& fields) {
  const std::string text =
      "DOCUMENT:" + fields.id + "  " + fields.date + "  [exchange]\nTITLE   :" + fields.title +
      "\nPRODUCT :Microsoft Exchange\nPROD/VER::5.5\nOPER/SYS:\nKEYWORDS:\n\n" +
      std::string(70, '=') + "\n" + fields.body + "\n";
  return parse_article(text, fields.id + ".TXT");
}

/// `kind source: message`, one line a finding.
std::string found(const std::vector<Article>& articles) {
  ArchiveCheck check;
  for (const Article& article : articles) check.add(article);
  std::string out;
  for (const Finding& finding : check.findings()) {
    out +=
        std::string(name_of(finding.kind)) + " " + finding.source + ": " + finding.message + "\n";
  }
  return out;
}

const std::string kLong = "XADM: A Title of Which the Archive Keeps Sixty-Four Characters A";

}  // namespace

TEST_CASE("damage of one article is told by kind", "[parser]") {
  struct Row {
    std::string_view name;
    Fields fields;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"a sound article", {}, ""},
      {"no text",
       {"Q100001", "A title", "07-SEP-2001", ""},
       "empty_article Q100001.TXT: the article has no text\n"},
      {"an unreadable date",
       {"Q100001", "A title", "37-SEP-2001", "Text."},
       "unreadable_date Q100001.TXT: the header has no readable date: '37-SEP-2001'\n"},
      {"a lost character",
       {"Q100001", "A title", "07-SEP-2001", "Der Empf\xEF\xBF\xBDnger fehlt."},
       "encoding Q100001.TXT: 1 lost character in body, first at 'Der Empf\xEF\xBF\xBDnger "
       "fehlt.'\n"},
      {"a twice encoded one",
       {"Q100001", "Z\xC3\x83\xC2\xBCrich", "07-SEP-2001", "Text."},
       "encoding Q100001.TXT: 1 twice encoded character in title, first at "
       "'Z\xC3\x83\xC2\xBCrich'\n"},
      {"a control character",
       {"Q100001", "A title", "07-SEP-2001", "a\xC2\x85z \xC2\x85"},
       "encoding Q100001.TXT: 2 control characters in body, first at 'a\xC2\x85z \xC2\x85'\n"},
      {"accents and signs are sound",
       {"Q100001", "Z\xC3\xBCrich\xC2\xAE \xC3\x83o", "07-SEP-2001", "\xE2\x80\x9Cz\xE2\x80\x9D"},
       ""},
      {"a contradicting pair",
       {"Q100001", "A title", "07-SEP-2001", "Run-time error '-2147217900 (80040e15)'"},
       "contradiction Q100001.TXT: -2147217900 is 0x80040E14, but 80040e15 is printed beside it\n"},
      {"a code with a digit too few",
       {"Q100001", "A title", "07-SEP-2001", "The error is 0x8004005."},
       "malformed_code Q100001.TXT: code with 7 hexadecimal digits: 0x8004005\n"},
      {"a title of 64 characters",
       {"Q100001", kLong, "07-SEP-2001", "Text."},
       "cut_title Q100001.TXT: the title may be cut: '" + kLong + "'\n"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(found({document(row.fields)}) == row.want); }
}

TEST_CASE("a longer title is known where another article prints it", "[parser]") {
  REQUIRE(kLong.size() == 64);
  const Article cut = document({"Q100001", kLong, "07-SEP-2001", "Text."});
  const Article longer =
      document({"Q100002", "B", "07-SEP-2001", "See:\n\n   Q100001 " + kLong + "t All\n"});
  const Article equal =
      document({"Q100003", "C", "07-SEP-2001", "See:\n\n   Q100001 " + kLong + "\n"});
  CHECK(found({cut, longer}) ==
        "cut_title Q100001.TXT: the title is cut; cited as '" + kLong + "t All'\n");
  CHECK(found({cut, equal}).empty());
}

TEST_CASE("cited articles that are missing are counted, most cited first", "[parser]") {
  const auto citing = [](const std::string& id, const std::string& body) {
    return document({id, "Title " + id, "07-SEP-2001", body});
  };
  CHECK(found({citing("Q100001", "See Q100002 and Q100003 and Q100004."),
               citing("Q100002", "See Q100003, and Q100004 too."),
               citing("Q100005", "See:\n\n   Q100004 XADM: Another Title\n")}) ==
        "dangling_reference Q100001.TXT: Q100004 is not here; cited by 3 articles as "
        "'XADM: Another Title'\n"
        "dangling_reference Q100001.TXT: Q100003 is not here; cited by 2 articles\n");
}

TEST_CASE("the same id or title twice is found, another edition is none", "[parser]") {
  const Article first = document({"Q100001", "One title", "07-SEP-2001", "Text."});
  Article again = first;
  again.source = "copy/Q100001.TXT";
  Article edition = first;
  edition.source = "kb/100/Q100001/README.md";
  edition.dialect = Dialect::kJekyll;
  const Article other = document({"Q100002", "ONE TITLE", "07-SEP-2001", "Text."});
  CHECK(found({first, edition}).empty());
  CHECK(found({first, again}) ==
        "duplicate_id copy/Q100001.TXT: Q100001 is in 'Q100001.TXT' already\n");
  CHECK(found({first, edition, other}) ==
        "duplicate_title Q100001.TXT: has one title with Q100002: 'One title'\n");
}

TEST_CASE("a finding is a JSON object", "[parser]") {
  const auto json =
      nlohmann::json::parse(to_json(Finding{FindingKind::kEncoding, "a\"b", 3, std::nullopt, "m"}));
  CHECK(json == nlohmann::json{{"format", 1},
                               {"kind", "encoding"},
                               {"source", "a\"b"},
                               {"line", 3},
                               {"id", nullptr},
                               {"message", "m"}});
  CHECK(nlohmann::json::parse(to_json(Finding{}))["line"].is_null());
}
