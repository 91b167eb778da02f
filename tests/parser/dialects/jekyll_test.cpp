#include "parser/dialects/jekyll.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

/// An archive page: `body` gets its tabs here.
std::string page(std::string_view body, std::string_view title = "PRB: A Title",
                 std::string_view keywords = "kbprb",
                 std::string_view product = "Microsoft Windows NT") {
  std::string text = "---\nlayout: page\ntitle: \"Q112233: ";
  text.append(title).append("\"\npermalink: /kb/112/Q112233/\n---\n\n## Q112233: ").append(title);
  text.append("\n\n{% raw %}\n\n");
  std::string code = "Article: Q112233\nProduct(s): ";
  code.append(product).append("\nVersion(s): winnt:4.0\nOperating System(s): \nKeyword(s): ");
  code.append(keywords).append("\nLast Modified: 7-SEP-2001\n\n").append(body);
  for (const std::string_view line : split_lines(code)) text.append("\t").append(line).append("\n");
  return text + "{% endraw %}\n";
}

const std::string kBody =
    applies_to("- A, used with:\n   - B\n") +
    "SYMPTOMS\n========\n\ntext\n\nAdditional query words: w\n\n" + rule('=', 70) +
    "\nKeywords          : kbone\nIssue type        : kbprb\n\n" + rule('=', 77) + "\n";

Article parsed(std::string_view text) { return parse_article(text, "kb/112/Q112233/README.md"); }

std::string facts(const Article& a) {
  return a.id.value_or("null") + ";" + a.title + ";" + a.product_code.value_or("null") + ";" +
         joined(a.products) + ";" + joined(a.versions) + ";" + joined(a.keywords) + ";" +
         a.last_modified.value_or("null") + ";" + joined(a.applies_to) + ";" +
         a.query_words.value_or("null") + ";" + a.issue_type.value_or("null") + ";" +
         printed(a.sections);
}

const std::string kFacts =
    "Q112233;PRB: A Title;winnt;Microsoft Windows NT;winnt:4.0;kbone;2001-09-07;"
    "A, used with: | B;w;kbprb;symptoms SYMPTOMS {text}";

}  // namespace

TEST_CASE("an archive page is read", "[parser]") {
  const Article article = parsed(page(kBody));
  CHECK(article.dialect == Dialect::kJekyll);
  CHECK(facts(article) == kFacts);
  CHECK(article.diagnostics.empty());
}

TEST_CASE("an archive page is read without parts of its frame", "[parser]") {
  const std::string text = page(kBody);
  struct Row {
    const char* name;
    std::string text;
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"without raw", replace_all(text, "{% raw %}\n\n", "")},
      {"no blank line below raw", replace_all(text, "{% raw %}\n\n", "{% raw %}\n")},
      {"without endraw", replace_all(text, "{% endraw %}\n", "")},
      {"without both", replace_all(replace_all(text, "{% raw %}\n\n", ""), "{% endraw %}\n", "")},
      {"without a final line end", text.substr(0, text.size() - 1)},
      {"a permalink without slash", replace_all(text, "permalink: /", "permalink: ")},
      {"without front matter", text.substr(text.find("## "))},
      {"CRLF", replace_all(text, "\n", "\r\n")},
      {"CR", replace_all(text, "\n", "\r")},
      {"a byte order mark", "\xEF\xBB\xBF" + text},
      {"four blanks instead of a tab", replace_all(text, "\t", "    ")},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(facts(parsed(row.text)) == kFacts); }
}

TEST_CASE("front matter that never closes is named and passed over", "[parser]") {
  const std::string text = replace_all(page(kBody), "Q112233/\n---\n", "Q112233/\n");
  const Article article = parsed(text);
  CHECK(facts(article) == kFacts);
  REQUIRE(article.diagnostics.size() == 1);
  CHECK(article.diagnostics[0].message == "the front matter is not closed by ---");
}

TEST_CASE("a page without its heading has the front matter's title", "[parser]") {
  const std::string text = replace_all(page(kBody), "## Q112233: PRB: A Title\n", "");
  CHECK(facts(parsed(text)) == kFacts);
}

TEST_CASE("entities in the title are characters, in the text they are text", "[parser]") {
  const Article article =
      parsed(page("a &gt; b &quot;\n",
                  "A&#91;1&#93; &amp; &quot;b&#95;c&quot; &lt;x&gt; &#124; &#92; &#36; &#42;"));
  CHECK(article.title == "A[1] & \"b_c\" <x> | \\ $ *");
  CHECK(printed(article.sections) == "body {a &gt; b &quot;}");
}

TEST_CASE("spelled-out bytes are restored, but not in the Programmer's Library", "[parser]") {
  CHECK(printed(parsed(page("a<A0>b <AE> <F5>\n")).sections) ==
        "body {a\xC2\xA0"
        "b \xC2\xAE <F5>}");
  CHECK(
      printed(parsed(page("press <F1>\n", "T", "ENDUSER | | mspl13_c", "See article")).sections) ==
      "body {press <F1>}");
}

TEST_CASE("the Programmer's Library has labels, flags and no products", "[parser]") {
  const Article article =
      parsed(page("Question:\n\n   a?\n\nResponse:\n\n   b\n", "T",
                  "ENDUSER | buglist4.50 S_QuickC | mspl13_basic", "See article"));
  CHECK(article.products.empty());
  CHECK(article.product_code == "mspl13_basic");
  CHECK(joined(article.keywords) == "ENDUSER | buglist4.50 | S_QuickC | mspl13_basic");
  CHECK(printed(article.sections) == "symptoms Question {   a?} / resolution Response {   b}");
  CHECK(!article.query_words);
  CHECK(article.applies_to.empty());
}

TEST_CASE("questions are text outside the Programmer's Library", "[parser]") {
  CHECK(printed(parsed(page("Question: a?\n")).sections) == "body {Question: a?}");
}

TEST_CASE("a shifted library header still gives the systems", "[parser]") {
  std::string text =
      page("ENDUSER | docerr\n\ntext\n", "T", "MS-DOS | OS/2 | mspl13_c", "See article");
  text = replace_all(text, "Version(s): winnt:4.0", "Version(s): ");
  text = replace_all(text, "Operating System(s): ", "Operating System(s): 5.00 5.10 | 5.10");
  const Article article = parsed(text);
  CHECK(article.product_code == "mspl13_c");
  CHECK(joined(article.operating_systems) == "MS-DOS | OS/2");
  CHECK(article.versions.empty());
  CHECK(printed(article.sections) == "body {ENDUSER | docerr~~text}");
}

TEST_CASE("a page made from a document gives the document's record", "[parser]") {
  const std::string body = applies_to(" - A, used with:\n    - B\n") +
                           "SYMPTOMS\n========\n\ntext\n\nAdditional query words: w\n\n";
  const Article article = parse_article(
      document(body, "Keywords          : kbone\nIssue type        : kbprb\n"), "a.txt");
  CHECK(facts(article) == kFacts);
}
