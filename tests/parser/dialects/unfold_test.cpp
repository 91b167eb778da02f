#include "parser/dialects/unfold.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

struct Row {
  const char* name;
  const char* text;
  const char* want;  ///< line ends as `~`
};

}  // namespace

TEST_CASE("folded text gets the lines that can be told", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"nothing", "", ""},
      {"prose stays whole", "One thing. Another thing - or not.",
       "One thing. Another thing - or not."},
      {"steps", "Do this: 1. Click A. 2. Click B.", "Do this:~1. Click A.~2. Click B."},
      {"a number inside a sentence", "There are 2. of them", "There are 2. of them"},
      {"bullets", "Take one: - Apples. - \"Pears\". - 3 plums.",
       "Take one:~ - Apples.~ - \"Pears\".~ - 3 plums."},
      {"a dash before a small letter", "Take it. - or not", "Take it. - or not"},
      {"a note", "It ends. NOTE: Take care.", "It ends.~~NOTE: Take care."},
      {"a choice", "It ends. -or- It goes on.", "It ends.~~-or- It goes on."},
      {"a cited article", "see the following article: Q112233 A Title",
       "see the following article:~~  Q112233 A Title"},
      {"a sub-heading", "It ends. Method 1 -------- Click A.",
       "It ends.~~Method 1~--------~Click A."},
      {"a sub-heading first", "Method 1 -------- Click A.", "Method 1~--------~Click A."},
      {"a table's ruler", "File name Version ------------------------ a.dll 1.0",
       "File name Version~------------------------~a.dll 1.0"},
      {"box rows", "+-----+ | a | b | +-----+ | c | d | +-----+ x",
       "+-----+~| a | b |~+-----+~| c | d |~+-----+~x"},
      {"three dashes are text", "a --- b", "a --- b"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(replace_all(unfold(row.text), "\n", "~") == row.want); }
}

TEST_CASE("unfolding changes nothing but blanks", "[parser]") {
  for (const SampleFile& file : samples()) {
    const std::string folded = flatten(file.bytes);
    CAPTURE(file.source);
    CHECK(flatten(unfold(folded)) == folded.substr(0, folded.find_last_not_of(' ') + 1));
  }
}
