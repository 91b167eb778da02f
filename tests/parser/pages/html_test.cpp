// HTML pages: the tokenizer, and records of pages of every generation.
#include "parser/pages/html.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/pages/heading_kinds.h"
#include "parser/pages/html_text.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "parser/text/entities.h"
#include "parser/text/html_tag.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

/// The lines of a page, headings as `#2 TEXT`; line ends shown as `~`.
std::string page(std::string_view html) {
  std::string out;
  for (const PageLine& line : read_html_page(html).lines) {
    if (!out.empty()) out += '~';
    if (line.level != 0) out += "#" + std::to_string(line.level) + " ";
    if (line.kind) (out += "(").append(name_of(*line.kind)) += ") ";
    out += line.text;
  }
  return out;
}

Article parse(std::string_view html) { return parse_article(html, "a.htm"); }

struct Row {
  const char* name;
  std::string in;
  std::string want;
};

}  // namespace

TEST_CASE("HTML becomes lines of text", "[parser][html]") {
  const auto row = GENERATE(values<Row>({
      {"text", "a b", "a b"},
      {"blanks fold, line ends stay", "a  b\n  c", "a b~c"},
      {"paragraphs", "<p>a</p><p>b", "a~~b"},
      {"line breaks", "a<br>b<BR/>\nc", "a~b~c"},
      {"inline tags", "a<b>b</b><font size=2>c</font>", "abc"},
      {"headings", "<h2>A <small>b</small></h2>c<H3>D</H3>e", "#2 A b~c~#3 D~e"},
      {"an empty heading is none", "a<h3> </h3>b", "a~~b"},
      {"a heading ends at the next block", "<h2>A<p>b", "#2 A~b"},
      {"a heading that is never closed", "<h2>A", "#2 A"},
      {"lists", "<ul><li>a<li>b</ul>c", "- a~- b~~c"},
      {"numbered lists", "<ol start=1><li>a</li><li>b</li></ol>", "1. a~2. b"},
      {"nested lists", "<ul><li>a<ul><li>b</li></ul></li><li>c</ul>", "- a~  - b~- c"},
      {"a paragraph before an item", "<OL><P><LI>a\n</OL>2. b", "1. a~~2. b"},
      {"a stray end of a list", "a</ol>b", "a~~b"},
      {"preformatted text", "<pre>  a\n   b\tc</pre>d", "  a~   b    c~~d"},
      {"the first line end of it", "<pre>\n a\n</pre>", " a"},
      {"a heading ends it", "<pre>a<h2>B</h2>  c", "a~#2 B~c"},
      {"scripts, styles and comments", "a<script>b</script><style>c</style><!-- d -->e", "ae"},
      {"a comment that never ends", "a<!-- b", "a<!-- b"},
      {"a script that never ends", "a<script>b", "ab"},
      {"entities", "&lt;a&gt; &amp;amp; &#8217;&#x41; &nbsp;b &bogus; &lt c",
       "<a> &amp; \xE2\x80\x99"
       "A b &bogus; < c"},
      {"numbers of code page 1252", "&#146;", "\xE2\x80\x99"},
      {"names in brackets", "<Platform> and <CD-ROM> <1>", "<Platform> and <CD-ROM> <1>"},
      {"a bracket alone", "a < b > c <", "a < b > c <"},
      {"a quoted bracket", "<a title=\">\" href='x'>b</a>", "b"},
      {"a quote that never ends", "<a title=\"x>b</a>", "b"},
      {"a table", "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
       "+-------+~| a | b |~+-------+~| c | d |~+-------+~"},
      {"a table around everything", "<table><tr><td><h1>A</h1>b</td></tr></table>c", "#1 A~b~~c"},
      {"a row of a label", "<table><tr><td>A</td><td>:</td><td>1</td></tr></table>", "A: 1"},
      {"a row of a label with its colon", "<table><tr><td>A:</td><td>1</td></tr></table>", "A: 1"},
      {"a list drawn as a table",
       "<table><tr><td>1.</td><td>a</td></tr><tr><td>\xE2\x80\xA2</td><td>b<p>c</td></tr></table>",
       "1. a~~- b~~c"},
      {"a cell that holds a list is layout", "<table><tr><td>a<td><ul><li>b</ul></table>", "a~- b"},
      {"a script that names a kind",
       "<h2>Sintomi</h2><script>loadTOCNode(1, 'symptoms');</script>a", "#2 (symptoms) Sintomi~a"},
      {"a script of a sub-heading", "<h3>A</h3><script>loadTOCNode(2, 'symptoms');</script>",
       "#3 A"},
      {"a class that names a kind", "<div class=\"kb-cause-section section\">a</div>",
       "#2 (cause) CAUSE~a"},
      {"a class and its heading", "<div class=\"kb-cause-section\"><h3>Cause</h3>a</div>",
       "#3 (cause) Cause~a"},
      {"a class and a sub-heading", "<div class=\"kb-cause-section\"><h3>In a Cluster</h3>a</div>",
       "#2 (cause) CAUSE~#3 In a Cluster~a"},
      {"a link to an article", "<a href=\"http://support.microsoft.com/kb/112233\">a</a>",
       "a (Q112233)"},
      {"a link that is its number",
       "<a href='http://support.microsoft.com/kb/112233'> 112233</a> b", "Q112233 b"},
      {"a link that names it", "<a href='http://support.microsoft.com/kb/112233'>KB112233</a>",
       "KB112233"},
      {"a link within the page", "<a href='http://support.microsoft.com/kb/112233#top'>a</a>", "a"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(page(row.in) == row.want); }
}

TEST_CASE("the head of a page is read apart", "[parser][html]") {
  const HtmlPage a = read_html_page(
      "<html lang=de><head><TITLE>A\n b</TITLE><META NAME=\"KBID\" CONTENT=\"Q112233\">"
      "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=shift_jis'></head>c");
  CHECK(a.title == "A b");
  CHECK(a.language == "de");
  CHECK(a.charset == "shift_jis");
  CHECK(a.meta("kbid") == "Q112233");
  CHECK(page("<html lang=de><head><title>A</title></head>c") == "c");
}

TEST_CASE("hostile nesting stays linear", "[parser][html]") {
  for (const std::string_view piece :
       {"<ul><li>", "<table><tr><td>", "<!--", "<script>", "<a href=\"", "<h2>", "<pre>", "</ol>",
        "<div class=kb-cause-section>", "<", "&#", "<td>a<td>b<tr>"}) {
    std::string html = "<html>";
    for (int i = 0; i < 20000; ++i) html += piece;
    const Article article = parse(html);
    CAPTURE(piece);
    CHECK(!article.sections.empty());
  }
}

TEST_CASE("headings have the kinds that the manual says", "[parser][html]") {
  const std::string manual = read_bytes(std::string(KB_SOURCE_DIR) + "/docs/records.md");
  int rows = 0;
  for (const std::string_view line :
       split_lines(std::string_view(manual).substr(manual.find("| kind | headings")))) {
    const auto cells = split(line, '|');
    if (cells.size() != 4) break;
    const std::string_view kind = trim(cells[1]);
    if (kind == "kind" || kind == "---") continue;
    for (const std::string_view heading : split(cells[2], ',')) {
      CAPTURE(heading);
      CHECK(name_of(heading_kind(trim(heading))) == kind);
    }
    ++rows;
  }
  CHECK(rows == 8);
  for (const char* other : {"Steps", "Backup and Restore", "Color and Resolution", "Error handling",
                            "Applies to", "Linked servers", "Status of the port"}) {
    CAPTURE(other);
    CHECK(heading_kind(other) == SectionKind::kOther);
  }
  CHECK(heading_kind("2. Cause\\Possible Cause(s):") == SectionKind::kCause);
  CHECK(heading_kind("Solution 2: Restart it") == SectionKind::kResolution);
  CHECK(heading_kind("Error 1722: The server is gone") == SectionKind::kSymptoms);
  CHECK(heading_kind("Fix 5.5 mailboxes") == SectionKind::kOther);
  CHECK(heading_kind("Workaround / Solution") == SectionKind::kWorkaround);
  CHECK(heading_kind("Symptoms and error messages") == SectionKind::kSymptoms);
}

TEST_CASE("HTML is told by how it begins", "[parser][html]") {
  for (const char* text : {"<html>", "\n\n<HTML>\n", "<!DOCTYPE html>", "<!-- a --><head>", "<h1>A",
                           "<?xml version=\"1.0\"?><html>", "<table border=0>", "<p>a"}) {
    CAPTURE(text);
    CHECK(begins_as_html(text));
  }
  for (const char* text : {"", "a <html>", "<b>a</b>", "<Platform>", "DOCUMENT:Q112233", "---\n<p>",
                           "# A\n<p>", "</p>"}) {
    CAPTURE(text);
    CHECK(!begins_as_html(text));
  }
}

TEST_CASE("an article of the archive is never HTML", "[parser][html]") {
  const std::string with_tags =
      document("<HTML><BODY><P>text</P></BODY></HTML>\n" + applies_to(" - Microsoft A\n"));
  CHECK(parse_article(with_tags, "a.htm").dialect == Dialect::kDocument);
  for (const SampleFile& file : samples()) {
    CAPTURE(file.source);
    CHECK(parse_article(file.bytes, file.source + ".htm").dialect != Dialect::kHtml);
  }
}

TEST_CASE("the number of a page stands under many labels", "[parser][html]") {
  const auto row = GENERATE(values<Row>({
      {"META", "<META NAME=\"KBID\" CONTENT=\"Q112233\"><h1>T</h1>a", "Q112233"},
      {"1998", "<h1>T</h1><B>Article ID: Q112233</B><p>a", "Q112233"},
      {"2000", "<h1>T</h1>ID: Q112233<p>a", "Q112233"},
      {"2002", "<h1>T</h1>PSS ID Number: 112233<p>a", "Q112233"},
      {"2005", "<h1>T</h1><p>Article ID: 112233</p><p>Article Last Modified on 6/25/2002</p>a",
       "Q112233"},
      {"2009", "<div>Article ID: 112233 - Last Review: May 7, 2007 - Revision: 3.0</div><h1>T</h1>",
       "Q112233"},
      {"before", "<h1>T</h1>This article was previously published under Q112233<p>a", "Q112233"},
      {"title", "<title>T (112233)</title><h1>T (112233)</h1>a", "Q112233"},
      {"title behind another heading", "<title>T (112233)</title><h1>T</h1>a", "Q112233"},
      {"a keyword", "<h1>T</h1>a<p>Keywords: kbbug KB112233</p>", "Q112233"},
      {"at the end", "<h1>T</h1>a<p>Article ID : 112233</p>", "Q112233"},
      {"a table", "<h1>T</h1><table><tr><td>Article ID</td><td>:</td><td>112233</td></tr></table>a",
       "Q112233"},
      {"a number that is none", "<h1>T</h1>Article ID: 7<p>a", "null"},
      {"a number of a help desk", "<h1>T</h1>Article ID: KB0012345<p>a", "null"},
      {"a number in a sentence", "<h1>T</h1>The article ID: 112233 is missing.", "null"},
  }));
  DYNAMIC_SECTION(row.name) {
    const Article article = parse(row.in);
    CHECK(article.id.value_or("null") == row.want);
    CHECK(article.title == "T");
    CHECK(article.references.empty());
  }
}

TEST_CASE("dates stand in many forms", "[parser][html]") {
  const auto row = GENERATE(values<Row>({
      {"words", "Last reviewed:  October 21, 1997", "1997-10-21"},
      {"numbers", "Article Last Modified on 6/25/2002", "2002-06-25"},
      {"dashes", "Article last modified on 01-21-1996", "1996-01-21"},
      {"two on a line", "Modification Type: Minor   Last Reviewed: 9/23/2005", "2005-09-23"},
      {"a blank before the colon", "Last Review : May 7, 2007", "2007-05-07"},
      {"published", "Published on 10/21/1997", "1997-10-21"},
      {"no date", "Last Review: yesterday", "null"},
  }));
  DYNAMIC_SECTION(row.name) {
    const Article article = parse("<h1>T</h1><p>" + row.in + "</p><p>a</p>");
    CHECK(article.last_modified.value_or("null") == row.want);
    CHECK(printed(article.sections) == "body {a}");
    CHECK(article.diagnostics.empty() == article.last_modified.has_value());
  }
  CHECK(parse("<h1>T</h1>\na<br>\n<p>Last Review: soon</p>").diagnostics[0].line == 3);
}

TEST_CASE("products stand before or behind the text", "[parser][html]") {
  const std::string list =
      "<ul><li>Microsoft A, version 1.0<li>Microsoft B, when used with:"
      "<ul><li>the operating system: Microsoft C</ul></ul>";
  const std::string want =
      "Microsoft A, version 1.0 | Microsoft B, when used with: | the operating system: Microsoft C";
  for (const std::string& html :
       {"<h1>T</h1>The information in this article applies to:" + list + "<h2>CAUSE</h2>a",
        "<h1>T</h1><h3>APPLIES TO</h3>" + list + "<h2>CAUSE</h2>a",
        "<h1>T</h1><h2>CAUSE</h2>a<h5>Applies to</h5>" + list + "Keywords: kbbug KB112233",
        "<h1>T</h1><h2>CAUSE</h2>a<h2>APPLIES TO</h2>" + list}) {
    const Article article = parse(html);
    CAPTURE(html);
    CHECK(joined(article.applies_to) == want);
    CHECK(printed(article.sections) == "cause CAUSE {a}");
  }
  CHECK(joined(parse("<h1>T</h1>The Information in this article applies to:\n<P>\n- Microsoft A\n"
                     "- Microsoft B for\nWindows\n<P>\nText.")
                   .applies_to) == "Microsoft A | Microsoft B for Windows");
}

TEST_CASE("the footer of a page is its labels' values", "[parser][html]") {
  const Article a = parse(
      "<h1>T</h1><h2>CAUSE</h2>a<PRE>Additional query words: p q\n  r\nKeywords          : kbbug "
      "kbfix\nVersion           : winnt:4.0; 5.0\nPlatform          : winnt\nIssue type        : "
      "kbbug\nSolution Type     : kbfix</PRE>"
      "<SPAN>==========================================================================</"
      "SPAN><BR>\n"
      "THE INFORMATION PROVIDED IN THE MICROSOFT KNOWLEDGE BASE IS\nPROVIDED AS IT IS.<P>"
      "Last reviewed: May 6, 1997<BR>&copy; 1998 Microsoft");
  CHECK(a.query_words.value_or("null") == "p q r");
  CHECK(joined(a.keywords) == "kbbug | kbfix");
  CHECK(joined(a.versions) == "winnt:4.0 | 5.0");
  CHECK(a.issue_type.value_or("null") == "kbbug");
  CHECK(a.solution_type.value_or("null") == "kbfix");
  CHECK(a.last_modified.value_or("null") == "1997-05-06");
  CHECK(printed(a.sections) == "cause CAUSE {a}");
  CHECK(joined(parse("<h1>T</h1>a<p>Keywords:<br>kbprb KB112233").keywords) == "kbprb");
  CHECK(joined(parse("<h1>T</h1>a<p>Keywords: KB112233, kbpending, kbbug").keywords) ==
        "kbpending | kbbug");
}

TEST_CASE("what a page prints around its article is dropped", "[parser][html]") {
  const auto row = GENERATE(values<Row>({
      {"a way back", "<h2>CAUSE</h2>a<p><a href=#top>Back to the top</a>", "cause CAUSE {a}"},
      {"a list of contents",
       "On This Page<ul><li>CAUSE<li>STATUS</ul>Expand all | Collapse all<h2>CAUSE</h2>a",
       "cause CAUSE {a}"},
      {"a cut first sentence",
       "<h2>CAUSE</h2>The service stops when it is...<br>The service stops when it is idle.",
       "cause CAUSE {The service stops when it is idle.}"},
      {"a form", "<h2>CAUSE</h2>a<p>Provide feedback on this article<p>b<h2>STATUS</h2>",
       "cause CAUSE {a}"},
      {"a notice",
       "<h2>CAUSE</h2>a<h3>Retired KB Content Disclaimer</h3>"
       "This article was written about products for which Microsoft no longer sells b.",
       "cause CAUSE {a}"},
      {"a ruler of the text's own stays",
       "<h2>CAUSE</h2>a<pre>" + std::string(75, '=') + "</pre><p>b",
       "cause CAUSE {a~~" + std::string(75, '=') + "~~b}"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(printed(parse("<h1>T</h1>" + row.in).sections) == row.want); }
}

TEST_CASE("cited numbers get their letter", "[parser][html]") {
  const auto row = GENERATE(values<Row>({
      {"below an announcement",
       "see the article in the Microsoft Knowledge Base:<p>112233 XADM: A Title",
       "Q112233 XADM: A "
       "Title"},
      {"a second one below",
       "click the article number:<br>112233 A Short Title<br>112234 B Short Title",
       "Q112233 A Short Title | Q112234 B Short Title"},
      {"with its address", "see 112233 (http://support.microsoft.com/kb/112233/EN-US/ ) : A Title",
       "Q112233"},
      {"a number of anything else", "the value is<p>112233 Bytes", ""},
      {"another address", "112233 (http://support.microsoft.com/kb/112234/) A", ""},
      {"references", "a<h2>REFERENCES</h2>112233 A Short Title", "Q112233 A Short Title"},
      {"a town", "a<h2>REFERENCES</h2>112233 Paris France", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    std::string got;
    for (const Reference& reference : parse("<h1>T</h1>" + row.in).references) {
      got += (got.empty() ? "" : " | ") + reference.id;
      if (reference.title) got += " " + *reference.title;
    }
    CHECK(got == row.want);
  }
}

TEST_CASE("a page in another language says so", "[parser][html]") {
  const Article a = parse("<html lang=\"de-DE\"><h1>T</h1>a");
  REQUIRE(a.diagnostics.size() == 1);
  CHECK(a.diagnostics[0].message == "the page says that its language is 'de-DE', not English");
  CHECK(parse("<html lang=\"en-us\"><h1>T</h1>a").diagnostics.empty());
}
