#include "parser/editions/line_difference.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace kb;

namespace {

/// One line a letter.
std::vector<std::string> lines_of(const std::string& letters) {
  std::vector<std::string> out;
  for (const char c : letters) out.emplace_back(1, c);
  return out;
}

/// Line ends as blanks.
std::string on_one_line(std::string text) {
  for (char& c : text) c = c == '\n' ? '|' : c;
  return text;
}

}  // namespace

TEST_CASE("a difference is printed as diff -u prints it", "[parser]") {
  struct Row {
    std::string name;
    std::string before;
    std::string after;
    std::string want;
  };
  const Row row = GENERATE(values<Row>(
      {{"equal", "abc", "abc", ""},
       {"both empty", "", "", ""},
       {"all new", "", "ab", "@@ -0,0 +1,2 @@|+a|+b|"},
       {"all gone", "ab", "", "@@ -1,2 +0,0 @@|-a|-b|"},
       {"one changed", "abc", "axc", "@@ -1,3 +1,3 @@| a|-b|+x| c|"},
       {"moved", "abcd", "bcda", "@@ -1,4 +1,4 @@|-a| b| c| d|+a|"},
       {"three lines around", "abcdefghi", "abcdxfghi", "@@ -2,7 +2,7 @@| b| c| d|-e|+x| f| g| h|"},
       {"two hunks", "a1234567b", "x1234567y",
        "@@ -1,4 +1,4 @@|-a|+x| 1| 2| 3|@@ -6,4 +6,4 @@| 5| 6| 7|-b|+y|"},
       {"near changes are one hunk", "a123456b", "x123456y",
        "@@ -1,8 +1,8 @@|-a|+x| 1| 2| 3| 4| 5| 6|-b|+y|"}}));
  DYNAMIC_SECTION(row.name) {
    CHECK(on_one_line(unified_difference(lines_of(row.before), lines_of(row.after))) == row.want);
  }
}

TEST_CASE("very long texts are compared at their ends only", "[parser]") {
  std::vector<std::string> before{"first"};
  std::vector<std::string> after{"first"};
  for (int i = 0; i < 3000; ++i) {
    before.push_back("a" + std::to_string(i));
    after.push_back("b" + std::to_string(i));
  }
  const std::string printed = unified_difference(before, after);
  CHECK(printed.starts_with("@@ -1,3001 +1,3001 @@\n first\n-a0\n"));
  CHECK(printed.ends_with("+b2999\n"));
}
