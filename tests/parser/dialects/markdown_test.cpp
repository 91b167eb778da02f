#include "parser/dialects/markdown.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

std::string page(std::string_view lines) {
  return "\n## Q123: A &quot;title&quot;\n\n{% raw %}\n\n" + std::string(lines) +
         "\n{% endraw %}\n";
}

}  // namespace

TEST_CASE("a page of the archive is its code block, whatever stands in it", "[parser]") {
  struct Row {
    std::string_view name;
    std::string_view lines;
  };
  const auto row = GENERATE(values<Row>({
      {"one line", "\tArticle: Q123\n"},
      {"blank lines inside", "\tArticle: Q123\n\t\n\n\tSYMPTOMS\n\t========\n"},
      {"indentation and tabs inside", "\tArticle: Q123\n\t   three\n\t\ttab\n\ta\tb  \n"},
      {"what would be Markdown", "\tArticle: Q123\n\t# a\n\t- b\n\t    c\n\t&lt; `d` *e*\n"},
      {"a fence", "\tArticle: Q123\n\t```\n\tcode\n\t```\n"},
  }));
  DYNAMIC_SECTION(row.name) {
    const ArchivePage read = read_archive_page(page(row.lines));
    CHECK(read.heading == "Q123: A \"title\"");
    std::string untabbed;
    for (const std::string_view line : split_lines(row.lines)) {
      untabbed.append(line.substr(line.starts_with('\t') ? 1 : 0)).append("\n");
    }
    CHECK(trim_right(read.code) == trim_right(untabbed));
  }
}

TEST_CASE("lines of a page that lost their indentation are kept", "[parser]") {
  const std::string code = read_archive_page(page("\tArticle: Q123\n\t\nlost line\n\n- an item\n\n"
                                                  "# a heading\n\n> a quote\n\n\tcode again\n"))
                               .code;
  CHECK(fold_blanks(code) == "Article: Q123 lost line - an item a heading a quote code again");
}

TEST_CASE("a text too large for cmark is kept as it is", "[parser]") {
  const std::string large(kMaxMarkdown + 1, '<');
  const auto blocks = render_markdown(large);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text == large);
  const Article article = parse_article("# A title\n\n" + large, "notes/a.md");
  REQUIRE(article.diagnostics.size() == 1);
  CHECK(article.diagnostics[0].message == "too large to be read as Markdown, read as plain text");
  CHECK(article.sections[0].text.ends_with("<<<<"));
}

TEST_CASE("a page too large for cmark has its lines as code", "[parser]") {
  const std::string code =
      read_archive_page("# Q123: A\n\n\tArticle: Q123\n    b\n" + std::string(kMaxMarkdown, '<'))
          .code;
  CHECK(code.starts_with("# Q123: A\n\nArticle: Q123\nb\n<<<<"));
}
