#include "indexer/schema/meant_words.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace kb;

namespace {

MeantWord known(std::string_view stem) {
  const auto word = find_meant_word(stem);
  REQUIRE(word.has_value());
  return *word;
}

}  // namespace

TEST_CASE("a word is found by its stem, and none by what is no stem", "[indexer][meaning]") {
  const WordMeaning printer = meaning_of(known("printer"));
  CHECK(printer.in_question > 0);
  CHECK(printer.in_article > 0);
  CHECK(printer.direction != meaning_of(known("modem")).direction);
  for (const char* stem : {"", "printers", "qqzzxqq", "\xff"}) {
    CAPTURE(stem);
    CHECK_FALSE(find_meant_word(stem).has_value());
  }
  const WordMeaning behind_the_table = meaning_of(0xFFFF);
  CHECK(behind_the_table.in_article == 0);
  CHECK(behind_the_table.direction == WordMeaning{}.direction);
}

TEST_CASE("the known words of a text stand in its order, each once", "[indexer][meaning]") {
  const std::vector<MeantWord> want = {known("printer"), known("modem")};
  CHECK(meant_words_in("Printers, qqzzxqq, modems and printer: MODEM", 1000) == want);
  CHECK(meant_words_in("Printers qqzzxqq modems", 1000) == want);
  CHECK(meant_words_in("Printers modems spooler", 2) == want);
  CHECK(meant_words_in("qqzzxqq", 1000).empty());
}

TEST_CASE("meant words are written and read again", "[indexer][meaning]") {
  for (const MeantWords& words :
       {MeantWords{}, MeantWords{{1}, {}}, MeantWords{{}, {2, 300}},
        MeantWords{{0xFFFF, 0}, {256, 1}},
        MeantWords{std::vector<MeantWord>(255, 7), std::vector<MeantWord>(400, 9)}}) {
    const MeantWords again = read_meant_words(meant_words_value(words));
    CHECK(again.title == words.title);
    CHECK(again.start == words.start);
  }
}

TEST_CASE("a title of more words than the value can count is cut", "[indexer][meaning]") {
  const MeantWords words{std::vector<MeantWord>(300, 7), {9}};
  const MeantWords again = read_meant_words(meant_words_value(words));
  CHECK(again.title.size() == 255);
  CHECK(again.start == words.start);
}

TEST_CASE("values that were not written so are read as far as they go", "[indexer][meaning]") {
  CHECK(read_meant_words(std::string_view("\x05\x00\x01", 3)).title == std::vector<MeantWord>{1});
  CHECK(read_meant_words("\x01").title.empty());
  CHECK(read_meant_words(std::string_view("\x00\x00\x01\x02", 4)).start ==
        std::vector<MeantWord>{1});
}
