// Articles as HTML: escaped, linked, and with the elements that the blocks call for.
#include "query/pages/html.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

namespace {

struct Row {
  std::string name;
  std::string text;
  std::string want;
};

Article small_article() {
  Article article;
  article.id = "Q100001";
  article.title = "Printer <Old> & Stairs";
  article.dialect = Dialect::kDocument;
  article.products = {"Spooler"};
  article.sections = {{SectionKind::kSymptoms, "SYMPTOMS", "It stops. See Q100002."},
                      {SectionKind::kMoreInformation, "MORE INFORMATION", "Q100001 is this."},
                      {SectionKind::kSymptoms, "SYMPTOMS", ""}};
  article.references = {{"Q100002", "How to Start It"}};
  return article;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("text for HTML is ASCII and holds no markup or controls", "[pages]") {
  const auto row = GENERATE(values<Row>({
      {"plain", "abc", "abc"},
      {"markup", "<a href=\"x\">'&'", "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;"},
      {"two bytes", "\u00e4", "&#228;"},
      {"three bytes", "\u2019", "&#8217;"},
      {"four bytes", "\U0001F600", "&#128512;"},
      {"no UTF-8", "a\xFC", "a\\xfc"},
      {"an escape", "\x1b[2J", "\\u001b[2J"},
      {"what turns the direction", "\u202e", "\\u202e"},
      {"NUL", std::string(1, '\0'), "\\u0000"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(html_text(row.text) == row.want); }
}

TEST_CASE("blocks become elements", "[pages]") {
  const auto row = GENERATE(values<Row>({
      {"a paragraph", "One & two.", "<p>One &amp; two.</p>\n"},
      {"lines", "a\\b (c)\nd\\e (f)", "<p>a\\b (c)<br>\nd\\e (f)</p>\n"},
      {"a message", "It says:\n\n   Gone.",
       "<p>It says:</p>\n<blockquote><p>Gone.</p></blockquote>\n"},
      {"a heading", "Names\n-----", "<h3>Names</h3>\n"},
      {"a divider", "========\n\nb", "<hr>\n<p>b</p>\n"},
      {"a list in a list", "1. Copy:\n\n    - a\n\n    - b\n\n2. End.",
       "<ol>\n<li>Copy:<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</li>\n<li>End.</li>\n</ol>\n"},
      {"a number out of order", "1. a\n\nText.\n\n2. b",
       "<ol>\n<li>a</li>\n</ol>\n<p>Text.</p>\n<ol>\n<li value=\"2\">b</li>\n</ol>\n"},
      {"letters", "a. x\n\nb. y", "<ol type=\"a\">\n<li>x</li>\n<li>y</li>\n</ol>\n"},
      {"another kind of list", "1. x\n - y", "<ol>\n<li>x</li>\n</ol>\n<ul>\n<li>y</li>\n</ul>\n"},
      {"a part of an item", "- x\n\n  y\n", "<ul>\n<li>x<p>y</p>\n</li>\n</ul>\n"},
      {"a term", "Port\n   Its name.", "<dl><dt>Port</dt>\n<dd>Its name.</dd></dl>\n"},
      {"code", "   if (a < b) {\n     f();\n   }", "<pre>if (a &lt; b) {\n  f();\n}\n</pre>\n"},
      {"a table", "Name  Size\n----------\na     Q100002",
       "<table border=\"1\" summary=\"\">\n<tr><th align=\"left\">Name</th><th "
       "align=\"left\">Size</th></tr>\n"
       "<tr><td>a</td><td><a href=\"/article/Q100002\">Q100002</a></td></tr>\n</table>\n"},
      {"a blank cell", "| a |   |\n| b | c |",
       "<table border=\"1\" "
       "summary=\"\">\n<tr><td>a</td><td>&#160;</td></tr>\n<tr><td>b</td><td>c</td></tr>\n"
       "</table>\n"},
      {"links", "See Q100002, KB100003 and Q100001.",
       "<p>See <a href=\"/article/Q100002\">Q100002</a>, <a href=\"/article/Q100003\">KB100003</a> "
       "and Q100001.</p>\n"},
      {"an article without an address", "See Q100009.", "<p>See Q100009.</p>\n"},
  }));
  HtmlOptions options;
  options.address_of = [](std::string_view name) {
    return name == "Q100009" ? std::string() : "/article/" + std::string(name);
  };
  DYNAMIC_SECTION(row.name) {
    CHECK(blocks_html(read_blocks(row.text), options, "Q100001") == row.want);
  }
}

TEST_CASE("a page has a head, facts, anchors and links", "[pages]") {
  HtmlOptions options;
  options.style_sheet = "/style.css";
  options.more = {{"Cited by", {{"Q100004", "A <Title>"}, {"Q100005", std::nullopt}}}};
  const std::string page = article_html_page(small_article(), options);
  CAPTURE(page);
  for (const char* part :
       {"<meta name=\"viewport\"", "<title>Q100001 - Printer &lt;Old&gt; &amp; Stairs</title>",
        "href=\"/style.css\"", "<h1>Printer &lt;Old&gt; &amp; Stairs</h1>", "<td>Spooler</td>",
        "id=\"symptoms\"", "id=\"symptoms-2\"", "id=\"more-information\"",
        "<li><a href=\"Q100002.html\">Q100002 How to Start It</a></li>", "<h2>Cited by</h2>",
        "<li><a href=\"Q100004.html\">Q100004 A &lt;Title&gt;</a></li>"}) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
  CHECK(count(page, "Q100002.html") == 2);
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find("style=") == std::string::npos);
}
