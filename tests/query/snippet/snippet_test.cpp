#include "query/snippet/snippet.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "query/compile/compile.h"
#include "query/pages/html.h"
#include "tests/query/open_index.h"

using namespace kb;

namespace {

Wanted word(const char* text) { return {text, {text}, {text}, false}; }
Wanted code(const char* text) { return {text, {}, {text}, true}; }

Article article(const char* markdown) { return parse_article(markdown, "a.md"); }

}  // namespace

TEST_CASE("a snippet shows and marks what was wanted", "[query]") {
  const Article a = article("# T\n\n## Symptoms\n\nSetup stops with 0xc1060107 at its end.\n");
  const Snippet snippet = make_snippet(a, Marker({code("0xc1060107"), word("stops")}));
  CHECK(snippet.section == "symptoms");
  CHECK(to_html(snippet) == "Setup <mark>stops</mark> with <mark>0xc1060107</mark> at its end.");
}

TEST_CASE("a code is marked as its article writes it", "[query]") {
  struct Row {
    const char* typed;
    const char* written;
  };
  const auto row = GENERATE(values<Row>({
      {"STOP 0xA", "0x0000000A"},
      {"0x0000000a stop", "IRQL_NOT_LESS_OR_EQUAL"},
      {"0x8007000E", "8007000e"},
      {"0x8007000E", "2147024882"},
      {"E_ACCESSDENIED", "0x80070005"},
      {"-1018", "JET_errReadVerifyFailure"},
      {"RPC_S_SERVER_UNAVAILABLE", "0x6ba"},
  }));
  INFO(row.typed << " as " << row.written);
  const test::OpenedIndex index(test::Files{{"a.md", "# T\n\nIt fails with nothing.\n"}});
  const Compiled compiled = compile_query(parse_query(row.typed), index->lexicon());
  const Article a = article(("# T\n\nIt ends with " + std::string(row.written) + "\n").c_str());
  CHECK(to_html(make_snippet(a, Marker(compiled.wanted))) ==
        "It ends with <mark>" + std::string(row.written) + "</mark>");
}

TEST_CASE("everything but the marks is escaped", "[query]") {
  const Article a = article("# T\n\na `<b>` & \"c\" 'd' here\n");
  CHECK(to_html(make_snippet(a, Marker({word("here"), word("b")}))) ==
        "a &lt;<mark>b</mark>&gt; &amp; &quot;c&quot; &#39;d&#39; <mark>here</mark>");
  CHECK(escape_html("<&>\"'x") == "&lt;&amp;&gt;&quot;&#39;x");
}

TEST_CASE("the section that holds most is shown", "[query]") {
  const Article a = article("# T\n\n## Cause\n\nalpha\n\n## Status\n\nalpha beta\n");
  CHECK(make_snippet(a, Marker({word("alpha"), word("beta")})).section == "status");
  CHECK(make_snippet(a, Marker({word("alpha")})).section == "cause");
}

TEST_CASE("symptoms come before the rest, codes before words", "[query]") {
  const Article a =
      article("# T\n\n## Status\n\nalpha\n\n## Symptoms\n\nalpha\n\n## Notes\n\n0xc1060107\n");
  CHECK(make_snippet(a, Marker({word("alpha")})).section == "symptoms");
  CHECK(make_snippet(a, Marker({word("alpha"), code("0xc1060107")})).section == "more_information");
}

TEST_CASE("a snippet of nothing found is the article's beginning", "[query]") {
  const Article a = article("# Alpha\n\n## Cause\n\nsome text\n");
  CHECK(make_snippet(a, Marker({word("zeta")})).section == "cause");
  CHECK(make_snippet(a, Marker({word("alpha")})).section == "title");
  CHECK(to_html(make_snippet(a, Marker({}))) == "some text");
  CHECK(to_html(make_snippet(Article{}, Marker({word("x")}))).empty());
}

TEST_CASE("long text is cut at words and whole characters", "[query]") {
  std::string text = "# T\n\n";
  for (int i = 0; i < 300; ++i) text += "w\xC3\xB6rter ";
  text += "needle ";
  for (int i = 0; i < 300; ++i) text += "w\xC3\xB6rter ";
  const Snippet snippet = make_snippet(article(text.c_str()), Marker({word("needle")}));
  CHECK(snippet.text.starts_with("... w"));
  CHECK(snippet.text.ends_with(" ..."));
  CHECK(snippet.text.size() < 320);
  CHECK(is_valid_utf8(snippet.text));
  CHECK(to_html(snippet).find("<mark>needle</mark>") != std::string::npos);
}

TEST_CASE("blanks do not matter to a snippet, however many there are", "[query]") {
  std::mt19937 random(3);
  const Marker marker({word("needle"), word("hay")});
  for (int round = 0; round < 300; ++round) {
    Article blanks;
    blanks.sections.emplace_back();
    for (std::size_t words = random() % 200; words > 0; --words) {
      blanks.sections[0].text +=
          random() % 40 == 0 ? "needle" : std::string(1 + random() % 12, 'w');
      blanks.sections[0].text.append(1 + random() % 30 * (random() % 9 / 8),
                                     random() % 5 ? ' ' : '\n');
    }
    Article folded = blanks;
    folded.sections[0].text = fold_blanks(blanks.sections[0].text);
    CAPTURE(round);
    REQUIRE(to_html(make_snippet(blanks, marker)) == to_html(make_snippet(folded, marker)));
  }
}

TEST_CASE("one endless word gives a snippet of bounded length", "[query]") {
  const std::string text =
      "# T\n\n" + std::string(100'000, '-') + "needle" + std::string(100'000, '\xC3');
  const Snippet snippet = make_snippet(parse_article(text, "a.md"), Marker({word("needle")}));
  CHECK(snippet.text.size() < 2000);
}

TEST_CASE("wildcards mark the words they stand for", "[query]") {
  const Article a = article("# T\n\nconnect connecting disconnect\n");
  CHECK(to_html(make_snippet(a, Marker({{"connect*", {}, {"connect*"}, false}}))) ==
        "<mark>connect</mark> <mark>connecting</mark> disconnect");
}
