// Articles as other houses shape them, against what was meant by them.
//
// fixtures/house holds sixty articles of our own in the shapes of Jekyll, Hugo, MkDocs, Docusaurus,
// Confluence, help desks, wikis, vendors and plain text. labels.tsv says of each what a reader takes
// from it: number, title, kinds of the sections, products. Of `a ?? b` the parser says b.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

std::string kinds_of(const Article& article) {
  std::string kinds;
  for (const Section& section : article.sections) {
    if (!kinds.empty()) kinds += ' ';
    kinds += name_of(section.kind);
    if (section.kind == SectionKind::kOther) kinds += "(" + *section.heading + ")";
  }
  return kinds;
}

/// What the parser is to say of a cell, and whether that is what was meant.
struct Label {
  std::string want;
  bool meant;
};
Label label_of(std::string_view cell) {
  const std::size_t at = cell.find(" ?? ");
  if (at == std::string_view::npos) return {std::string(cell), true};
  return {std::string(cell.substr(at + 4)), false};
}

}  // namespace

TEST_CASE("articles of other houses are read as they were meant", "[parser][pages]") {
  const std::filesystem::path folder =
      std::filesystem::path(KB_SOURCE_DIR) / "tests" / "parser" / "pages" / "fixtures" / "house";
  const std::string table = read_bytes(folder / "labels.tsv");
  int cells = 0;
  int meant = 0;
  int files = 0;
  for (const std::string_view line : split_lines(table)) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto row = split(line, '\t');
    REQUIRE(row.size() == 5);
    const std::string name(row[0]);
    CAPTURE(name);
    const Article article = parse_article(read_bytes(folder / name), name);
    const std::string products = joined(article.applies_to);
    const std::vector<std::string> got = {article.id.value_or("-"), article.title,
                                          kinds_of(article), products.empty() ? "-" : products};
    for (std::size_t i = 0; i < got.size(); ++i) {
      const Label label = label_of(row[i + 1]);
      CHECK(got[i] == label.want);
      ++cells;
      meant += label.meant ? 1 : 0;
    }
    ++files;
  }
  CHECK(files == 60);
  CHECK(meant * 100 >= cells * 95);
}
