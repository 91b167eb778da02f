// Pages of sample articles against tests/golden/pages: HTML, Markdown, and a window of 60 columns.
//
// KB_BLESS=1 in the environment writes the golden files anew; look at the difference as at code.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "parser/parse.h"
#include "query/pages/html.h"
#include "query/pages/markdown.h"
#include "query/pages/plain.h"
#include "tests/parser/samples.h"

using namespace kb;
namespace fs = std::filesystem;

namespace {

void check_golden(const std::string& source, const std::string& ending, const std::string& got) {
  std::string name = source;
  std::replace(name.begin(), name.end(), '/', '-');
  const fs::path path = fs::path(KB_SOURCE_DIR) / "tests" / "golden" / "pages" / (name + ending);
  if (std::getenv("KB_BLESS") != nullptr) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << got;
    return;
  }
  CAPTURE(path.string());
  CHECK(got == test::read_bytes(path));
}

std::string window_of(const Article& article) {
  std::string out;
  for (const Section& section : article.sections) {
    out += section.heading.value_or("") + "\n";
    for (const WindowLine& line : page_lines(read_blocks(section.text), 60))
      out += line.text + "\n";
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("pages of the sample articles are as they were", "[pages][golden]") {
  const std::string source =
      GENERATE("kb/046/Q46733/README.md", "kb/182/Q182320/README.md", "txt/193/Q193567.TXT",
               "txt/237/Q237953.TXT", "txt/306/Q306308.TXT", "company/exchange-upgrade-runbook.md");
  const test::SampleFile& file = test::sample(source);
  REQUIRE(!file.bytes.empty());
  const Article article = parse_article(file.bytes, source);
  check_golden(source, ".html", article_html_page(article, {}));
  check_golden(source, ".markdown", article_markdown(article));
  check_golden(source, ".window", window_of(article));
}
