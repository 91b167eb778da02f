#include "query/compile/expansions.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/text/ascii.h"

using namespace kb;

TEST_CASE("every line of the vocabulary is read, and found by its word", "[query][vocabulary]") {
  std::string before;
  std::size_t lines = 0;
  for (const std::string_view line : split(kExpansionLines, '\n')) {
    if (line.empty()) continue;
    ++lines;
    const std::string word(line.substr(0, line.find('\t')));
    CAPTURE(word);
    CHECK(before < word);
    before = word;
    const auto expansions = expansions_of(word);
    CHECK(!expansions.empty());
    CHECK(expansions.size() == split_words(line).size() - 1);
    for (const Expansion& expansion : expansions) {
      CAPTURE(expansion.value);
      CHECK(expansion.field != nullptr);
      CHECK(!expansion.value.empty());
      CHECK(expansion.weight >= 0.3);
      CHECK(expansion.weight < 20);
    }
  }
  CHECK(lines > 1000);
}

TEST_CASE("words without a line have no vocabulary", "[query][vocabulary]") {
  for (const char* word : {"", " ", "zyzzyva", "~", "\xFF", "\t", "setup\t"}) {
    CAPTURE(word);
    CHECK(expansions_of(word).empty());
  }
}

TEST_CASE("a short stop code stands for its long form", "[query][vocabulary]") {
  const auto expansions = expansions_of("0x1e");
  REQUIRE(!expansions.empty());
  CHECK(expansions[0].value == "0x0000001e");
}
