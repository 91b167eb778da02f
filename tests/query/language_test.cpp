// Version ranges, printed queries, machine profiles, likes, beginnings, reasons; and what nobody
// would call a query.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "query/browse/complete.h"
#include "query/browse/related.h"
#include "query/compile/profile.h"
#include "query/json/answer_json.h"
#include "query/language/printed_query.h"
#include "query/language/versions.h"
#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

std::string page(const char* id, const char* title, const char* header, const char* body) {
  return std::string("---\nid: ") + id + "\n" + header + "\n---\n\n# " + title + "\n\n" + body +
         "\n";
}

const OpenedIndex& index() {
  static const OpenedIndex kIndex(Files{
      {"1.md", page("Q100001", "Spooler stops while printing", "versions: [4.0, 5.5.2400.0]",
                    "## Symptoms\n\nThe spooler stops with 0xc1060107 in spoolss.dll. See Q100002 "
                    "and Q100003.\n")},
      {"2.md", page("Q100002", "Spooler restarts", "versions: [4.0 SP3, 5.5.2448.0]",
                    "## Symptoms\n\nThe spooler restarts with 0xc1060107. See Q100003.\n")},
      {"3.md", page("Q100003", "Disk quota", "versions: [5.5.2500.1, 10.0]",
                    "## Symptoms\n\nA quota of spoolss.dll is odd.\n")},
      {"4.md", page("Q100004", "Spoon and fork", "versions: [3.51]", "Nothing else, spooler.\n")}});
  return kIndex;
}

SearchAnswer answer(const std::string& query, bool why = false) {
  SearchRequest request{query};
  request.why = why;
  auto found = search(*index(), request);
  REQUIRE(found);
  return *found;
}

/// Last digits of the ids found, sorted.
std::string found(const std::string& query) {
  std::string out;
  for (const SearchHit& hit : answer(query).hits) out += hit.id.back();
  std::sort(out.begin(), out.end());
  return out;
}

std::string ids(const std::vector<RelatedArticle>& articles) {
  std::string out;
  for (const RelatedArticle& article : articles) out += article.id.back();
  return out;
}

}  // namespace

TEST_CASE("ranges of versions compare numbers", "[query]") {
  const std::map<std::string, std::string> rows = {{"version:5.5.2400..5.5.2448", "12"},
                                                   {"version:5.5.2448..5.5.2400", "12"},
                                                   {"version:5.5.2401..5.5.2500", "23"},
                                                   {"version:5.5.2448..", "23"},
                                                   {"version:..3.51", "4"},
                                                   {"version:..4", "124"},
                                                   {"version:9..11", "3"},
                                                   {"version:4.0..4.0", "12"},
                                                   {"version:6..9", ""},
                                                   {"spooler version:3..4", "124"},
                                                   {"spooler -version:4..4", "4"}};
  for (const auto& [query, want] : rows) {
    CAPTURE(query);
    CHECK(found(query) == want);
    CHECK(answer(query).remarks.empty());
  }
  for (const std::string query : {"version:..", "version:x..y", "version:4..y", "version:a..5"}) {
    CAPTURE(query);
    CHECK(answer("spooler " + query).total == 3);
    CHECK(answer(query).remarks.size() == 1);
  }
  CHECK(version_numbers("99999999999999999999999.1").size() == 2);
}

TEST_CASE("the query language of the 1990s is read as today's", "[query]") {
  const std::map<std::string, std::string> rows = {
      {"prod(winsdk) and 31compattest", "code:win16sdk AND 31compattest"},
      {"prod(nobody) and x", "nobody AND x"},
      {"prod(winsdk) and WinExec() and dependent", "code:win16sdk AND WinExec() AND dependent"},
      {"prod(winsdk) and protect mode", "code:win16sdk AND (protect AND mode)"},
      {"wyse and phone and pss", "wyse AND phone AND pss"},
      {"mail and (print or fax) not dos", "mail AND (print OR fax) NOT dos"},
      {"setup and not boot and (a1 or b1)", "setup NOT boot AND (a1 OR b1)"},
      {"print* and spool*", "print* AND spool*"},
      {"\" remove and doublespace and preserve \"", "remove AND doublespace AND preserve"},
      {"S E R V P A C K", "servpack"}};
  for (const auto& [typed, want] : rows) {
    CAPTURE(typed);
    CHECK(modern_form(typed, QueryOrigin::kTyped) == want);
  }
}

TEST_CASE("messages and today's queries are read as they were", "[query]") {
  for (const std::string text :
       {"", "copy and paste", "Read and write access is denied", "yes or no or cancel",
        "the server (and the client) stopped", "setup AND boot AND disk", "C and C++",
        "A device attached to the system is not functioning", "drive A B", "a and b or", "prod (",
        "(a and b", "not responding", "spool*", "Q182320 and Q182321",
        "print and NOT spool and fax", "\"copy and paste", "()", "and and and"}) {
    CAPTURE(text);
    CHECK(!modern_form(text, QueryOrigin::kTyped));
  }
  CHECK(
      !modern_form(std::string(200, '(') + "a and b" + std::string(200, ')'), QueryOrigin::kTyped));
}

TEST_CASE("an article's own queries are read from its text", "[query]") {
  Article article;
  article.sections.push_back(
      {SectionKind::kBody, std::nullopt,
       "For more information, query on the following words in the Microsoft\nKnowledge Base:\n\n"
       "  \"downstream\" (without the quotation marks) and \"access\" (without the\n"
       "  quotation marks)\n\nFor others, query on the following word (without the spaces):\n\n"
       "  S E R V P A C K\n\nRun the query:\n\n  select a and b\n"});
  CHECK(printed_queries(article) ==
        std::vector<std::string>{"\"downstream\" AND \"access\"", "servpack"});
}

TEST_CASE("what nobody would call a query is answered with a remark", "[query]") {
  struct Row {
    const char* name;
    std::string query;
    std::size_t total;
    const char* remark;  // part of one; null if there is none
  };
  const std::string binary(
      "\x7f"
      "ELF\x02\x01\0\0\xff\xfe(\"\0)-*\x80",
      18);
  const std::string open(3000, '(');
  const std::vector<Row> rows = {
      {"a star", "*", 0, "no word"},
      {"a letter and a star", "s*", 0, "at least 3 letters"},
      {"stars", "* ** *", 0, "no word"},
      {"only stop words", "the of and", 4, nullptr},
      {"only an operator", "AND", 2, nullptr},
      {"only operators", "OR NOT AND", 0, nullptr},
      {"a name that is nearly a field", "titel:spooler", 3, "did you mean title:?"},
      {"a field without a value", "title:", 0, nullptr},
      {"dates upside down", "date:2001..1999 spooler", 0, nullptr},
      {"dates that are none", "date:soon spooler", 3, "no date"},
      {"an unclosed quote", "\"spooler", 3, nullptr},
      {"quotes without number", "\"\"\" spooler \"", 3, nullptr},
      {"deep parentheses", open + "spooler OR printing" + std::string(3000, ')'), 3, nullptr},
      {"parentheses that are never closed", open + "spooler OR printing", 3, nullptr},
      {"parentheses that were never opened", "spooler OR printing" + std::string(3000, ')'), 3,
       nullptr},
      {"a far NEAR", "spooler NEAR/5000 stops", 1, "NEAR/99"},
      {"like an article that is not there", "similar:Q999999", 0, "not in the index"},
      {"like nothing", "similar:x", 0, "not in the index"}};
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      const SearchAnswer got = answer(row.query);
      CHECK(got.total == row.total);
      std::string remarks;
      for (const std::string& remark : got.remarks) remarks += remark + "\n";
      CAPTURE(remarks);
      CHECK((row.remark == nullptr ? remarks.empty()
                                   : remarks.find(row.remark) != std::string::npos));
    }
  }
  CHECK(answer(binary).total <= 4);
}

TEST_CASE("ten thousand characters pasted are searched", "[query]") {
  std::string message;
  while (message.size() < 10000) message += "The spooler (SPOOLSS.DLL) failed: -1018, \"x\" not ";
  CHECK(answer(message).total >= 3);
  std::string noise;
  for (unsigned i = 0; noise.size() < 10000; ++i) noise += char(i * 2654435761U >> 24U);
  CHECK(answer(noise).total <= 4);
}

TEST_CASE("a code in NEAR is its words", "[query]") {
  CHECK(found("stops NEAR/2 0xc1060107") == "1");
  CHECK(found("restarts NEAR/1 0xC1060107") == "2");
}

TEST_CASE("what is like an article is found without it", "[query]") {
  CHECK(found("similar:Q100001").find('1') == std::string::npos);
  CHECK(answer("similar:100001").hits.at(0).id == "Q100002");
}

TEST_CASE("related articles share codes, files and citations", "[query]") {
  const auto related = related_to(*index(), "Q100001", 10);
  REQUIRE(related);
  REQUIRE(*related);
  CHECK(ids((*related)->same_code) == "2");
  CHECK((*related)->same_code[0].shared == std::vector<std::string>{"0xC1060107"});
  CHECK(ids((*related)->same_file) == "3");
  CHECK(ids((*related)->cites) == "23");
  CHECK(ids((*related_to(*index(), "Q100003", 10))->cited_by) == "12");
  CHECK(ids((*related_to(*index(), "Q100003", 10))->cited_together) == "2");
  CHECK(!*related_to(*index(), "Q999999", 10));
  CHECK(!*related_to(*index(), "none.md", 10));
  const auto json = nlohmann::ordered_json::parse(to_json(**related));
  CHECK(json["similar"].is_array());
  CHECK(json["same_code"][0]["shared"][0] == "0xC1060107");
}

TEST_CASE("a beginning has completions", "[query]") {
  const auto completed = [](const std::string& typed, std::size_t limit) {
    const auto completions = complete(*index(), typed, limit);
    REQUIRE(completions);
    return *completions;
  };
  const Completions some = completed("spo", 10);
  REQUIRE(some.words.size() == 2);
  CHECK(some.words[0].text == "spooler");
  CHECK(some.titles.size() == 3);
  CHECK(completed("disk q", 10).words.at(0).text == "disk quota");
  CHECK(completed("disk q", 10).titles.at(0).id == "Q100003");
  CHECK(completed("spooler ", 10).titles.size() == 2);
  CHECK(completed("0XC1", 10).codes.at(0).text == "0xC1060107");
  CHECK(completed("q1000", 10).codes.size() == 4);
  CHECK(completed("q1000", 2).codes.size() == 2);
  for (const std::string text : {"", " ", "zyzzyva", "\xFF", "*"}) {
    CAPTURE(text);
    const Completions none = completed(text, 10);
    CHECK((none.words.empty() && none.titles.empty() && none.codes.empty()));
  }
  CHECK(completed(std::string(5000, 'x'), 10).words.empty());
}

TEST_CASE("reasons add up to the score", "[query]") {
  for (const std::string query : {"spooler stops", "spooler 0xc1060107", "\"spooler stops\" disk",
                                  "spooler AND (stops OR quota)", "spooler NEAR/3 stops"}) {
    CAPTURE(query);
    const SearchAnswer got = answer(query, true);
    REQUIRE(!got.hits.empty());
    for (const SearchHit& hit : got.hits) {
      double sum = 0;
      for (const Contribution& one : hit.why) sum += one.weight;
      CHECK(sum == Approx(hit.score).margin(0.01));
    }
  }
  const SearchAnswer got = answer("spooler quota", true);
  CHECK(got.hits[0].why[0].part == (got.hits[0].id == "Q100003" ? "quota" : "spooler"));
  CHECK(answer("spooler").hits[0].why.empty());
}

TEST_CASE("short names are products", "[query]") {
  struct Row {
    const char* text;
    const char* product;
    const char* version;
    int service_pack;
  };
  for (const Row& row :
       {Row{"nt4sp6a", "Windows NT", "4.0", 6}, Row{"nt4", "Windows NT", "4.0", 0},
        Row{"NT4.0-SP3", "Windows NT", "4.0", 3}, Row{"w2k", "Windows 2000", "", 0},
        Row{"win2000sp2", "Windows 2000", "", 2}, Row{"exch55", "Exchange Server", "5.5", 0},
        Row{"sms20", "Systems Management Server", "2.0", 0}, Row{"sql70", "SQL Server", "7.0", 0},
        Row{"office97sr2", "Office 97", "", 2}, Row{"vc6", "Visual C++", "6.0", 0},
        Row{"ie5", "Internet Explorer", "5.0", 0}, Row{"dos622", "MS-DOS", "6.22", 0}}) {
    CAPTURE(row.text);
    const MachineProfile profile = read_profile(row.text);
    REQUIRE(profile.items.size() == 1);
    CHECK(profile.items[0].product->product == row.product);
    CHECK(profile.items[0].product->version == row.version);
    CHECK(profile.items[0].service_pack == row.service_pack);
  }
  CHECK(read_profile("nt4sp6a, exch55").items.size() == 2);
  CHECK(read_profile("").items.empty());
  CHECK(read_profile("sp6 nt4spx zebra ,,").unknown.size() == 3);
}

TEST_CASE("fixes are compared with the service packs one has", "[query]") {
  const auto said = [](const char* profile, const char* text, const char* keyword = "") {
    Article article;
    article.sections.push_back({SectionKind::kStatus, "STATUS", text});
    if (*keyword != '\0') article.keywords = {keyword};
    return fixed_on(read_profile(profile), article).value_or("");
  };
  const char* const fix = "This problem was corrected in Windows NT 4.0 Service Pack 4.";
  CHECK(said("nt4sp6a", fix) ==
        "fixed in the service pack you have (Windows NT 4.0 Service Pack 4)");
  CHECK(said("nt4sp3", fix) ==
        "fixed in a later service pack than yours (Windows NT 4.0 Service Pack 4)");
  CHECK(said("nt4", fix) == "fixed in Windows NT 4.0 Service Pack 4");
  CHECK(said("exch55sp3,nt4sp6a", fix).starts_with("fixed in the service pack you have"));
  CHECK(said("nt351sp5", fix).empty());
  CHECK(said("exch55sp3", fix).empty());
  CHECK(said("exch55sp3", "", "exc55sp2fix") ==
        "fixed in the service pack you have (Exchange Server 5.5 Service Pack 2)");
  CHECK(said("win2000sp1", "", "kbWin2000PreSP3Fix").starts_with("fixed in a later"));
  CHECK(said("", fix).empty());
}

TEST_CASE("a profile prefers and finds nothing else", "[query]") {
  SearchRequest request{"spooler"};
  const auto plain = search(*index(), request);
  request.on = "nt351, zebra";
  const auto preferred = search(*index(), request);
  REQUIRE(plain);
  REQUIRE(preferred);
  CHECK(preferred->total == plain->total);
  CHECK(preferred->remarks.size() == 1);
}
