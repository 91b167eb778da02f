// Every kind of article of a real archive, through all writers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"
#include "query/pages/html.h"
#include "query/pages/markdown.h"
#include "query/pages/plain.h"
#include "tests/parser/samples.h"
#include "tests/support/real_archive.h"

namespace fs = std::filesystem;
using namespace kb;

namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) out += c;
  }
  return out;
}

/// The text that is in the range of a block, without blanks.
std::string covered(std::string_view text, const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    out += without_blanks(text.substr(block.begin, block.end - block.begin));
  }
  return out;
}

bool kept_as_printed(const Block& block) {
  return block.kind == BlockKind::kCode || (block.kind == BlockKind::kTable && block.rows.empty());
}

/// Columns of the longest line of blocks that are filled.
std::size_t longest_line(const std::vector<Block>& blocks, std::size_t window) {
  std::vector<Block> filled;
  for (const Block& block : blocks) {
    if (!kept_as_printed(block)) filled.push_back(block);
  }
  std::size_t longest = 0;
  for (const WindowLine& line : page_lines(filled, window)) {
    longest = std::max(longest, count_code_points(line.text));
  }
  return longest;
}

}  // namespace

TEST_CASE("articles of a real archive lose nothing and fit the window", "[pages]") {
  const std::vector<fs::path> files = test::real_articles();
  if (files.empty()) {
    test::skip_without_archive();
    return;
  }
  constexpr std::size_t kEvery = 20;
  for (std::size_t i = 0; i < files.size(); i += kEvery) {
    CAPTURE(files[i].string());
    const Article article = parse_article(test::read_bytes(files[i]), files[i].filename().string());
    for (const Section& section : article.sections) {
      const std::vector<Block> blocks = read_blocks(section.text);
      CHECK(covered(section.text, blocks) == without_blanks(section.text));
      for (const std::size_t window : {40, 80, 120}) CHECK(longest_line(blocks, window) <= window);
    }
    const std::string page = article_html_page(article, {});
    const std::size_t body = page.find("<h2>See also</h2>");
    for (const Reference& reference : article.references) {
      CHECK(page.substr(0, body).find("href=\"" + reference.id + ".html\"") != std::string::npos);
    }
    CHECK(std::all_of(page.begin(), page.end(),
                      [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }));
  }
}
