#include "indexer/letter_distance.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

TEST_CASE("letters that make one word another are counted", "[indexer]") {
  struct Row {
    std::string name, word, other;
    unsigned want;
  };
  const auto row = GENERATE(values<Row>({
      {"the same", "print", "print", 0},
      {"none", "", "", 0},
      {"all of them", "", "abc", 3},
      {"inserted", "prnt", "print", 1},
      {"deleted", "prinnt", "print", 1},
      {"replaced", "prant", "print", 1},
      {"swapped", "pirnt", "print", 1},
      {"swapped twice", "rpitn", "print", 2},
      {"swapped, and not touched again", "ca", "abc", 3},
      {"at both ends", "xprinx", "print", 2},
      {"none in common", "abc", "xyz", 3},
      {"a run", "aaaa", "aaaaaaa", 3},
      {"letters of several bytes", "dru\xC3\xA7k", "druck", 1},
      {"of which one byte differs", "\xC3\xA4\xC3\xB6", "\xC3\xA5\xC3\xB6", 1},
      {"swapped ones", "\xC3\xA4\xE2\x82\xAC", "\xE2\x82\xAC\xC3\xA4", 1},
      {"bytes that are no letters", "a\xFF\xFE", "a\xFE\xFF", 1},
      {"letters with the same low bits", "a!", "!a", 1},
  }));
  DYNAMIC_SECTION(row.name) {
    for (unsigned most = 0; most < 6; ++most) {
      CAPTURE(most);
      const unsigned there = LetterDistance(row.word).to(row.other, most);
      const unsigned back = LetterDistance(row.other).to(row.word, most);
      CHECK((row.want <= most ? there == row.want : there > most));
      CHECK((row.want <= most ? back == row.want : back > most));
    }
  }
}
