// Codes that a reader found in some 640 articles of a real archive, chosen at random, before the program
// was asked: tests/golden/labelled_codes.tsv, an article and its codes on each line.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "tests/parser/samples.h"
#include "tests/support/real_archive.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

// The flat file of an article, else its Markdown; empty if the archive has neither.
std::string bytes_of(const fs::path& archive, const std::string& id) {
  std::string number = id.substr(1);
  number.insert(0, 6 - std::min<std::size_t>(number.size(), 6), '0');
  const std::string folder = number.substr(0, 3);
  const std::string bytes = read_bytes(archive / "txt" / folder / (id + ".TXT"));
  return !bytes.empty() ? bytes : read_bytes(archive / "kb" / folder / id / "README.md");
}

}  // namespace

TEST_CASE("the codes of a real archive's articles are those that a reader finds", "[parser]") {
  const fs::path archive = test::real_archive();
  if (archive.empty() || !fs::is_directory(archive / "txt")) {
    test::skip_without_archive();
    return;
  }
  std::ifstream in(std::string(KB_SOURCE_DIR) + "/tests/golden/labelled_codes.tsv");
  std::size_t articles = 0;
  double right = 0;
  double found = 0;
  double wanted = 0;
  for (std::string line; std::getline(in, line);) {
    const auto words = split_words(line);
    REQUIRE(words.size() >= 2);
    const std::string bytes = bytes_of(archive, std::string(words[0]));
    if (bytes.empty()) continue;  // of the other half of the archive
    ++articles;
    const std::vector<std::string_view> want(words.begin() + 1, words.end());
    const auto codes = parse_article(bytes, std::string(words[0]) + ".TXT").error_codes;
    for (const ErrorCode& code : codes)
      right += std::find(want.begin(), want.end(), code.canonical) != want.end() ? 1 : 0;
    found += double(codes.size());
    wanted += double(want.size());
  }
  CAPTURE(articles);
  CHECK(articles > 20);
  CHECK(right / found >= 0.97);
  CHECK(right / wanted >= 0.97);
}
