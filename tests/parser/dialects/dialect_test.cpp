#include "parser/dialects/dialect.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/identity.h"
#include "parser/parse.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

struct Row {
  const char* name;
  std::string text;
  const char* source;
  const char* want;
};

}  // namespace

TEST_CASE("the content tells the dialect", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"one field a line", "DOCUMENT:Q112233  07-SEP-2001  [x]\nTITLE   :T\n", "a", "document"},
      {"all on one line", "DOCUMENT:Q112233 07-SEP-2001 [x] TITLE :T PRODUCT :P", "a",
       "document-flat"},
      {"blank lines before it", "\n \nDOCUMENT:Q112233\nTITLE   :T\n", "a", "document"},
      {"a document without anything else", "DOCUMENT:Q112233", "a", "document"},
      {"its name does not matter", "DOCUMENT:Q112233\nTITLE   :T\n", "a.md", "document"},
      {"front matter and a code line", "---\nlayout: page\n---\n\n## Q1: T\n\n\tArticle: Q112233\n",
       "a", "jekyll"},
      {"a heading and a code line", "## Q112233: T\n\n\tArticle: Q112233\n", "a", "jekyll"},
      {"four blanks instead of a tab", "---\nx: y\n---\n\n    Article: Q112233\n", "a", "jekyll"},
      {"unclosed front matter", "---\nlayout: page\n\n## Q112233: T\n\n\tArticle: Q112233\n", "a",
       "jekyll"},
      {"a code line alone", "\tArticle: Q112233\n", "a", "text"},
      {"a code line that names no article", "# T\n\n\tArticle: seven\n", "a", "markdown"},
      {"front matter", "---\nid: Q112233\n---\ntext\n", "a.txt", "markdown"},
      {"a heading", "text\n\n### More\n", "a.txt", "markdown"},
      {"seven marks are no heading", "####### More\n", "a.txt", "text"},
      {"a mark without its blank is no heading", "#include <x>\n", "a.txt", "text"},
      {"its name says so", "text\n", "notes/A.MD", "markdown"},
      {"the long ending", "text\n", "a.markdown", "markdown"},
      {"anything else", "Q112233: text\n", "a.txt", "text"},
      {"nothing", "", "a.txt", "text"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(name_of(detect_dialect(row.text, row.source)) == row.want); }
}

TEST_CASE("every sample has the dialect its folder is for", "[parser]") {
  for (const SampleFile& file : samples()) {
    const Identity identity = identify_article(file.bytes, file.source);
    const std::string_view dialect = name_of(identity.dialect);
    CAPTURE(file.source, dialect);
    if (file.source.starts_with("kb/")) CHECK(dialect == "jekyll");
    if (file.source.starts_with("txt/")) CHECK(dialect.starts_with("document"));
    if (file.source.starts_with("company/")) CHECK(dialect == "markdown");
    if (file.source.starts_with("notes/")) CHECK(dialect == "text");
  }
}

TEST_CASE("one article has one identity in every dialect", "[parser]") {
  for (const char* id : {"237/Q237953", "191/Q191669", "199/Q199006", "163/Q163522"}) {
    const std::string bytes = sample("txt/" + std::string(id) + ".TXT").bytes;
    const Identity document = identify_article(bytes, "a");
    const Identity jekyll =
        identify_article(sample("kb/" + std::string(id) + "/README.md").bytes, "b");
    const Identity flat = identify_article(flatten(bytes), "c");
    CAPTURE(id);
    CHECK(document.id == std::string(id).substr(4));
    CHECK(document.id == jekyll.id);
    CHECK(document.id == flat.id);
    CHECK(document.date == parse_article(bytes, "a").last_modified);
    CHECK(document.date == jekyll.date);
    CHECK(document.date == flat.date);
    CHECK(document.title_key == jekyll.title_key);
    CHECK(flat.dialect == Dialect::kDocumentFlat);
    if (document.title_key.find("tablename") == std::string::npos) {
      CHECK(document.title_key == flat.title_key);
    }
    CHECK(!document.title_key.empty());
  }
}

TEST_CASE("a title's key ignores quotes, entities and case", "[parser]") {
  const std::string a = document("x\n", "", "PRB: \"A\" & B_C");
  const std::string b =
      "---\nx: y\n---\n\n## Q112233: PRB: &quot;a&quot; &amp; B&#95;C\n\n\tArticle: Q112233\n";
  CHECK(identify_article(a, "").title_key == "prbabc");
  CHECK(identify_article(b, "").title_key == "prbabc");
}

TEST_CASE("empty and binary files are no articles", "[parser]") {
  using std::string;
  CHECK(why_not_article("", Dialect::kText) == string("it is empty"));
  CHECK(why_not_article(" \r\n\t", Dialect::kText) == string("it is empty"));
  CHECK(why_not_article(std::string_view("MZ\0\1", 4), Dialect::kText) ==
        string("it is a binary file"));
  CHECK(why_not_article(std::string_view("MZ\0\1", 4), Dialect::kDocument) == nullptr);
  CHECK(why_not_article(std::string_view("\xFF\xFEQ\0", 4), Dialect::kText) == nullptr);
  CHECK(why_not_article("x", Dialect::kText) == nullptr);
}
