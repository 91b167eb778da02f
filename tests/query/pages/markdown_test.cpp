// Articles as Markdown: what cmark reads again is the text of the blocks.
#include "query/pages/markdown.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "parser/dialects/markdown.h"
#include "parser/text/ascii.h"
#include "parser/text/printable.h"

using namespace kb;

namespace {

struct Row {
  std::string name;
  std::string text;
  std::string want;
};

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) out += c;
  }
  return out;
}

/// The text of the blocks, without blanks.
std::string text_of(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    for (const auto& row : block.rows) {
      for (const std::string& cell : row) out += without_blanks(printable(cell));
    }
    if (!block.rows.empty()) continue;
    for (const std::string& line : block.lines) out += without_blanks(printable(line));
  }
  return out;
}

/// What cmark reads in a page, without blanks.
std::string rendered(const std::string& markdown) {
  std::string out;
  for (const MarkdownBlock& block : render_markdown(markdown)) {
    out += without_blanks(block.heading) + without_blanks(block.text);
  }
  return out;
}

/// The first character of `part` that is not in `whole` in its order; npos if all are.
std::size_t first_lost(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    at = whole.find(part[i], at);
    if (at == std::string_view::npos) return i;
    ++at;
  }
  return std::string_view::npos;
}

}  // namespace

TEST_CASE("blocks become Markdown", "[pages]") {
  const auto row = GENERATE(values<Row>({
      {"a paragraph", "One two.", "One two.\n"},
      {"lines", "a\\b (c)\nd\\e (f)", "a\\\\b (c)\\\nd\\\\e (f)\n"},
      {"signs", "a*b_c `d` <e> [f] #g & h|i",
       "a\\*b\\_c \\`d\\` &lt;e&gt; \\[f] \\#g &amp; h\\|i\n"},
      {"a number that begins no list", "1990. That year.", "1990\\. That year.\n"},
      {"a message", "Says:\n\n   Gone.", "Says:\n\n> Gone.\n"},
      {"a heading", "Names\n-----", "### Names\n"},
      {"a divider", "=======\n\na", "* * *\n\na\n"},
      {"a list in a list", "1. Copy:\n\n    - a\n\n      more\n\n2. End.",
       "1. Copy:\n\n   - a\n\n     more\n\n2. End.\n"},
      {"letters are counted", "a. x\n\nb. y", "1. x\n\n2. y\n"},
      {"code", "Do:\n\n   f(`);\n   g();", "Do:\n\n```\nf(`);\ng();\n```\n"},
      {"code with a fence", "Do:\n\n   ```\n   g();\n   h();",
       "Do:\n\n````\n```\ng();\nh();\n````\n"},
      {"a table", "Name  Size\n----------\na     1|2",
       "| Name | Size |\n| --- | --- |\n| a | 1\\|2 |\n"},
      {"a table without header", "| a | b |\n| c | d |",
       "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n"},
      {"a link", "See Q100002 and Q100001.", "See [Q100002](Q100002.md) and Q100001.\n"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(blocks_markdown(read_blocks(row.text), "Q100001") == row.want);
  }
}

TEST_CASE("no character is lost when a page is read again", "[pages]") {
  const std::vector<std::string> pieces = {"word ",
                                           "\n",
                                           "\n\n",
                                           "   ",
                                           "- ",
                                           "1. ",
                                           "-----\n",
                                           "+---+---+\n",
                                           "| a | b |\n",
                                           "int x;\n",
                                           "*",
                                           "_",
                                           "`",
                                           "``` ",
                                           "<b>",
                                           "[a](b)",
                                           "&amp; ",
                                           "# ",
                                           "> ",
                                           "=\n",
                                           "~~~",
                                           "\\",
                                           "Q182320 ",
                                           "http://a.b/c_d_e ",
                                           "    code();\n",
                                           "\xC3\xA4",
                                           "Name:  ",
                                           "![x]",
                                           "\t",
                                           "\x1b"};
  std::mt19937 random(19990421);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += pieces[random() % pieces.size()];
    const std::vector<Block> blocks = read_blocks(text);
    const std::string page = blocks_markdown(blocks, "");
    CAPTURE(round, text, page, rendered(page));
    CHECK(first_lost(text_of(blocks), rendered(page)) == std::string::npos);
  }
}
