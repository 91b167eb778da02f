#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "parser/editions/edition_order.h"
#include "parser/editions/merge_editions.h"

using namespace kb;

namespace {

Article edition(const std::string& date, const std::string& text) {
  Article article;
  article.id = "Q100001";
  article.title = "Spooler Stops";
  article.last_modified = date;
  article.sections = {{SectionKind::kSymptoms, "SYMPTOMS", text}};
  return article;
}

ErrorCode code(const std::string& canonical, Places places) {
  ErrorCode made;
  made.text = made.canonical = canonical;
  made.places = places;
  return made;
}

FileVersion row(const std::string& file, const std::string& version) {
  FileVersion made;
  made.file = file;
  made.version = version;
  return made;
}

/// `date: text [query words] {codes} (files)` of each older edition, joined by ` | `.
std::string printed(const Article& article) {
  std::string out;
  for (const OlderEdition& older : article.older) {
    out += (out.empty() ? "" : " | ") + older.date + ": " + older.text;
    if (older.query_words) out += " [" + *older.query_words + "]";
    for (const ErrorCode& held : older.error_codes) out += " {" + held.canonical + "}";
    for (const FileVersion& held : older.file_versions) out += " (" + held.file + ")";
  }
  return out;
}

}  // namespace

TEST_CASE("the newest edition is the better one, of one day the richer", "[parser]") {
  struct Row {
    std::string name;
    EditionKey a;
    EditionKey b;
    bool want;
  };
  const Row row = GENERATE(values<Row>(
      {{"a later page", {"2005-01-02", Dialect::kText}, {"2001-01-02", Dialect::kDocument}, true},
       {"an earlier page",
        {"1998-01-02", Dialect::kDocument},
        {"2001-01-02", Dialect::kHtml},
        false},
       {"one day, richer",
        {"2001-01-02", Dialect::kDocument},
        {"2001-01-02", Dialect::kJekyll},
        true},
       {"one day, poorer",
        {"2001-01-02", Dialect::kDocumentFlat},
        {"2001-01-02", Dialect::kJekyll},
        false},
       {"equal", {"2001-01-02", Dialect::kHtml}, {"2001-01-02", Dialect::kHtml}, false},
       {"no date, poorer", {"", Dialect::kHtml}, {"2001-01-02", Dialect::kJekyll}, false},
       {"no date, richer", {"", Dialect::kDocument}, {"2001-01-02", Dialect::kJekyll}, true}}));
  DYNAMIC_SECTION(row.name) { CHECK(is_better_edition(row.a, row.b) == row.want); }
}

TEST_CASE("titles that were reworded between two days may be one", "[parser]") {
  struct Row {
    std::string name;
    std::string a;
    std::string b;
    bool at_one_time;
    bool at_different_times;
  };
  const Row row = GENERATE(values<Row>(
      {{"equal", "xadmsetupstops", "xadmsetupstops", true, true},
       {"cut", "xadmsetupstops", "xadmset", true, true},
       {"prefix lost", "xadmsetupstopsontheseconddisk", "setupstopsontheseconddisk", false, true},
       {"a message", "errmsgnotenoughmemorytoprint", "errormessagenotenoughmemorytoprint", false,
        true},
       {"others", "prbatitle", "buganother", false, false},
       {"short", "ab", "cd", false, false}}));
  DYNAMIC_SECTION(row.name) {
    CHECK(may_be_same_title(row.a, row.b, Printed::kAtOneTime) == row.at_one_time);
    CHECK(may_be_same_title(row.b, row.a, Printed::kAtDifferentTimes) == row.at_different_times);
  }
}

TEST_CASE("the newest edition gets back what it lost, and loses nothing", "[parser]") {
  Article newest = edition("2005-05-01", "The spooler stops.");
  newest.keywords = {"kbprb"};
  Article older = edition("2001-02-03", "The spooler stops.");
  older.query_words = "zebra";
  older.keywords = {"kbprint", "kbold"};
  older.versions = {"winnt:4.0"};
  Article oldest = edition("1998-02-03", "The spooler stops.");
  oldest.query_words = "giraffe";
  oldest.product_code = "winnt";
  oldest.versions = {"winnt:3.51"};
  oldest.technology = {"kbWinNT"};
  const Article merged = merge_editions(newest, {older, oldest});
  CHECK(merged.last_modified == "2005-05-01");
  CHECK(merged.query_words == "zebra");
  CHECK(merged.product_code == "winnt");
  CHECK(merged.versions == std::vector<std::string>{"winnt:4.0"});
  CHECK(merged.keywords == std::vector<std::string>{"kbprb"});
  CHECK(merged.technology == std::vector<std::string>{"kbWinNT"});
  CHECK(printed(merged) == "1998-02-03:  [giraffe]");
}

TEST_CASE("query words that come back bring their codes", "[parser]") {
  const Article newest = edition("2005-05-01", "It stops.");
  Article older = edition("2001-02-03", "It stops.");
  older.query_words = "c1060107";
  older.error_codes = {code("0xC1060107", kPlaceQueryWords)};
  const Article merged = merge_editions(newest, {older});
  REQUIRE(merged.error_codes.size() == 1);
  CHECK(merged.error_codes[0].canonical == "0xC1060107");
  CHECK(merged.older.empty());
}

TEST_CASE("what only older text says is kept beside the record", "[parser]") {
  struct Row {
    std::string name;
    std::string newest;
    std::string older;
    std::string oldest;
    std::string want;
  };
  const Row row = GENERATE(values<Row>(
      {{"the same text", "One two.", "Two,\none.", "one", ""},
       {"a paragraph", "One two.", "One.\n\nTwo zebra.\n\nTwo.", "one", "2001-01-01: Two zebra."},
       {"of two editions the newer", "One.", "A zebra.", "Zebra a.", "2001-01-01: A zebra."},
       {"of each its own", "One.", "Zebra.", "Zebra one.\n\nGiraffe.\n",
        "2001-01-01: Zebra. | 1998-01-01: Giraffe."},
       {"nothing", "", "", "", ""}}));
  DYNAMIC_SECTION(row.name) {
    const Article newest = edition("2005-01-01", row.newest);
    const Article merged = merge_editions(
        newest, {edition("2001-01-01", row.older), edition("1998-01-01", row.oldest)});
    CHECK(printed(merged) == row.want);
    CHECK(merged.sections.size() == 1);
    CHECK(merged.sections[0].text == row.newest);
  }
}

TEST_CASE("codes and file rows of older text stay out of the record", "[parser]") {
  Article newest = edition("2005-01-01", "One.");
  newest.error_codes = {code("0xC1060107", kPlaceTitle)};
  newest.file_versions = {row("A.dll", "1.2")};
  Article older = edition("2001-01-01", "One.");
  older.error_codes = {code("0xC1060107", kPlaceTitle), code("0xC1060108", kPlaceTitle)};
  older.file_versions = {row("a.DLL", "1.2"), row("b.dll", "1.0"), row("a.dll", "1.1")};
  const Article merged = merge_editions(newest, {older});
  CHECK(merged.error_codes.size() == 1);
  CHECK(merged.file_versions.size() == 1);
  CHECK(printed(merged) == "2001-01-01:  {0xC1060108} (b.dll) (a.dll)");
}
