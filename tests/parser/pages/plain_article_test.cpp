// Company Markdown and plain text.
#include "parser/pages/plain_article.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/dialects/markdown.h"
#include "parser/parse.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

Article markdown(std::string_view text) { return parse_article(text, "a.md"); }
Article plain(std::string_view text) { return parse_article(text, "a.txt"); }
std::string or_null(const std::optional<std::string>& value) { return value.value_or("null"); }

struct Row {
  const char* name;
  std::string in;
  std::string want;
};

std::string entries(std::string_view text) {
  const FrontMatter matter = read_front_matter(text);
  std::string out;
  for (const FrontMatter::Entry& entry : matter.entries) {
    out += entry.key + "=[" + joined(entry.values) + "] ";
  }
  return out + std::to_string(matter.lines) + (matter.unclosed ? " unclosed" : "") + " >" +
         std::string(text.substr(matter.end));
}

}  // namespace

TEST_CASE("front matter is scalars, quoted scalars and lists", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"none", "a: b\n", "0 >a: b\n"},
      {"scalar", "---\na: b c\n---\nx", "a=[b c] 3 >x"},
      {"keys in any case", "---\nTitle: b\n---\n", "title=[b] 3 >"},
      {"dots close it too", "---\na: b\n...\nx", "a=[b] 3 >x"},
      {"double quotes", "---\na: \"b: \\\"c\\\"\"\n---\n", "a=[b: \"c\"] 3 >"},
      {"single quotes", "---\na: 'it''s'\n---\n", "a=[it's] 3 >"},
      {"inline list", "---\na: [b, \"c, d\", 'e']\n---\n", "a=[b | c, d | e] 3 >"},
      {"empty list", "---\na: []\n---\n", "a=[] 3 >"},
      {"empty value", "---\na:\nb: c\n---\n", "a=[] b=[c] 4 >"},
      {"list over lines", "---\na:\n  - b\n- \"c\"\n---\n", "a=[b | c] 5 >"},
      {"comments and blank lines", "---\n# x: y\n\na: b\n---\n", "a=[b] 5 >"},
      {"colon in a value", "---\na: b: c\n---\n", "a=[b: c] 3 >"},
      {"keys of a nested map", "---\na:\n  b: c\nd: e\n---\n", "a=[] a.b=[c] d=[e] 5 >"},
      {"TOML", "+++\na = \"b\"\nc = ['d', 'e']\n[f]\ng = 1\n+++\nx",
       "a=[b] c=[d | e] f.g=[1] 6 >x"},
      {"TOML is not closed by dashes", "+++\na = 1\n---\n", "0 unclosed >+++\na = 1\n---\n"},
      {"a line without colon", "---\nabc\n---\n", "3 >"},
      {"a quote alone", "---\na: \"\n---\n", "a=[\"] 3 >"},
      {"a bracket alone", "---\na: [\n---\n", "a=[] 3 >"},
      {"never closed", "---\na: b\nx\n", "0 unclosed >---\na: b\nx\n"},
      {"closed at the end", "---\na: b\n---", "a=[b] 3 >"},
      {"nothing in it", "---\n---\nx", "2 >x"},
      {"not at the start", "\n---\na: b\n---\n", "0 >\n---\na: b\n---\n"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(entries(row.in) == row.want); }
}

TEST_CASE("every key of the front matter fills its field", "[parser]") {
  const Article a = markdown(
      "---\nid: KB900123\ntitle: The  Title\nproduct: A, B\nversion: 1.0; 2.0\nos: Windows NT, "
      "UNIX\n"
      "tags: [x, y]\ndate: 2001-09-07T12:00:00Z\napplies_to:\n  - C, version 1\n  - D\n"
      "type: runbook\nquery_words: [p, q r]\n---\ntext\n");
  CHECK(a.id == "Q900123");
  CHECK(a.title == "The Title");
  CHECK(joined(a.products) == "A | B");
  CHECK(joined(a.versions) == "1.0 | 2.0");
  CHECK(joined(a.operating_systems) == "Windows NT | UNIX");
  CHECK(joined(a.keywords) == "x | y");
  CHECK(or_null(a.last_modified) == "2001-09-07");
  CHECK(joined(a.applies_to) == "C, version 1 | D");
  CHECK(or_null(a.issue_type) == "runbook");
  CHECK(or_null(a.query_words) == "p q r");
  CHECK(printed(a.sections) == "body {text}");
  CHECK(a.diagnostics.empty());
}

TEST_CASE("a product of the archive has its code", "[parser]") {
  CHECK(or_null(markdown("---\nproduct: Our Tool, microsoft exchange\n---\n").product_code) ==
        "exchange");
  CHECK(or_null(markdown("---\nproduct: Our Tool\n---\n").product_code) == "null");
}

TEST_CASE("every key has its other names", "[parser]") {
  CHECK(markdown("---\narticle: Q900123\n---\n").id == "Q900123");
  CHECK(markdown("---\nkb: 900123\n---\n").id == "Q900123");
  CHECK(joined(markdown("---\nproducts: [A]\n---\n").products) == "A");
  CHECK(joined(markdown("---\nversions: [1, 2]\n---\n").versions) == "1 | 2");
  CHECK(joined(markdown("---\noperating_system: UNIX\n---\n").operating_systems) == "UNIX");
  CHECK(joined(markdown("---\noperating_systems: [UNIX]\n---\n").operating_systems) == "UNIX");
  CHECK(joined(markdown("---\nkeywords: a, b\n---\n").keywords) == "a | b");
  CHECK(or_null(markdown("---\nlast_modified: 7-SEP-2001\n---\n").last_modified) == "2001-09-07");
  CHECK(or_null(markdown("---\nupdated: 07-OCT-2001\n---\n").last_modified) == "2001-10-07");
  CHECK(or_null(markdown("---\nupdated: 2001-09-07 12:00\n---\n").last_modified) == "2001-09-07");
  CHECK(or_null(markdown("---\nupdated: 07-SEP-2001\n---\n").last_modified) == "2001-09-07");
  CHECK(joined(markdown("---\napplies-to: A, version 1\n---\n").applies_to) == "A, version 1");
  CHECK(or_null(markdown("---\nissue_type: x\n---\n").issue_type) == "x");
}

TEST_CASE("what the front matter says wrongly is null and named", "[parser]") {
  const Article a = markdown("---\nid: seven\ndate: soon\n---\ntext\n");
  CHECK(!a.id);
  CHECK(!a.last_modified);
  REQUIRE(a.diagnostics.size() == 1);
  CHECK(a.diagnostics[0].line == 3);
  CHECK(a.diagnostics[0].message == "'soon' is no date (YYYY-MM-DD)");
}

TEST_CASE("Markdown headings are sections", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"levels one and two", "# T\n\na\n\n## B\n\nb\n\n# C\n\nc\n",
       "body {a} / other B {b} / other C {c}"},
      {"deeper ones are sub-headings", "# T\n\n## B\n\nb\n\n### C\n\nc\n", "other B {b~~C~-~~c}"},
      {"deeper ones of a standard kind are sections", "# T\n\n#### Cause\n\nc\n",
       "cause Cause {c}"},
      {"underlined headings", "T\n=\n\nCause\n-----\n\nc\n", "cause Cause {c}"},
      {"a final colon does not count", "# T\n\n## Cause:\n\nc\n", "cause Cause: {c}"},
      {"what people call them",
       "# T\n\n## Problem\n## Root cause\n## Solution\n## Work-around\n## Status\n## Background\n"
       "## Overview\n## See also\n",
       "symptoms Problem {} / cause Root cause {} / resolution Solution {} / workaround "
       "Work-around {} "
       "/ status Status {} / more_information Background {} / summary Overview {} / "
       "references See also {}"},
      {"no heading at all", "a\n\nb\n", "body {a~~b}"},
      {"a sub-heading first", "### C\n\nc\n", "body {C~-~~c}"},
      {"nothing", "", "body {}"},
      {"lists keep their marks", "# T\n\n- a\n- b\n  - c\n\n1. d\n2. e\n",
       "body {- a~~- b~~  - c~~1. d~~2. e}"},
      {"code stays as it is", "# T\n\n```\na  <b> &amp;\n  c\n```\n", "body {a  <b> &amp;~  c}"},
      {"markup goes, links keep their address", "# T\n\n*a* **b** `c` [d](http://e)\n",
       "body {a b c d (http://e)}"},
      {"links to articles become their numbers",
       "[Q112233](http://support.microsoft.com/kb/112233) "
       "[a](http://support.microsoft.com/default.aspx?scid=kb;en-us;112234) "
       "[b](../kb/112/Q112235/README.md) <http://e/112236>\n",
       "body {Q112233 a (Q112234) b (Q112235) http://e/112236}"},
      {"entities are characters", "# T\n\n&lt;a&gt; &amp; b\n", "body {<a> & b}"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(printed(markdown(row.in).sections) == row.want); }
}

TEST_CASE("the title of Markdown is its own, its first heading, its first line", "[parser]") {
  CHECK(markdown("---\ntitle: A\n---\n\n# B\n\nb\n").title == "A");
  CHECK(printed(markdown("---\ntitle: A\n---\n\n# B\n\nb\n").sections) == "other B {b}");
  CHECK(printed(markdown("---\ntitle: A\n---\n\n# A\n\nb\n").sections) == "body {b}");
  CHECK(markdown("# B & *c*\n\nb\n").title == "B & c");
  CHECK(markdown("\n\na b\nc\n").title == "a b");
  CHECK(markdown("").title.empty());
}

TEST_CASE("Markdown too long to be rendered is read as it is written", "[parser]") {
  const Article a = markdown("---\nid: Q900123\n---\n# T\n\n" + std::string(5'000'000, '<'));
  CHECK(a.id == "Q900123");
  CHECK(a.title == "T");
  REQUIRE(a.sections.size() == 1);
  CHECK(a.sections[0].text.size() == 5'000'005);
  REQUIRE(a.diagnostics.size() == 1);
}

TEST_CASE("an article number in front of the title is the id", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"colon", "Q900123: A", "Q900123 A"},
      {"dash", "KB900123 - A", "Q900123 A"},
      {"blank", "Q900123 A", "Q900123 A"},
      {"a bare number is text", "900123: A", "null 900123: A"},
      {"too short a number is text", "Q9: A", "null Q9: A"},
      {"nothing behind it", "Q900123", "null Q900123"},
      {"inside it is text", "A Q900123", "null A Q900123"},
  }));
  DYNAMIC_SECTION(row.name) {
    const Article a = plain(row.in + "\n");
    CHECK(a.id.value_or("null") + " " + a.title == row.want);
    const Article b = markdown("# " + row.in + "\n");
    CHECK(b.id.value_or("null") + " " + b.title == row.want);
  }
  const Article other = markdown("---\nid: Q900124\n---\n# Q900123: A\n");
  CHECK(other.id == "Q900124");
  CHECK(other.title == "Q900123: A");
}

TEST_CASE("plain text has a title and the sections of the archive", "[parser]") {
  const Article a = plain("\n=====\n The   title \n\nCAUSE\n=====\n\nb\n");
  CHECK(a.title == "The title");
  CHECK(printed(a.sections) == "body {=====~ The   title} / cause CAUSE {b}");
  CHECK(plain("").title.empty());
  CHECK(printed(plain("").sections) == "body {}");
  CHECK(plain(std::string(300, 'a')).title.size() == 200);
  CHECK(plain("x" + replace_all(std::string(300, 'a'), "a", "\xC3\xBC")).title.size() == 199);
}

TEST_CASE("text in Windows characters is read", "[parser]") {
  const Article a = plain("Z\xFCrich \x96 B\xFCro\r\n\r\nText\r\n");
  CHECK(a.title == "Z\xC3\xBCrich \xE2\x80\x93 B\xC3\xBCro");
}
