#include "parser/text/ascii.h"

#include <catch2/catch.hpp>

using namespace kb;

TEST_CASE("folding blanks joins lines and drops outer blanks", "[parser]") {
  CHECK(fold_blanks("  a\r\n\tb  c \n") == "a b c");
  CHECK(fold_blanks(" \n ").empty());
}

TEST_CASE("a final line end begins no further line", "[parser]") {
  CHECK(split_lines("a\n\nb\n").size() == 3);
  CHECK(split_lines("a\nb").size() == 2);
  CHECK(split_lines("").empty());
}

TEST_CASE("searching without case finds the first place at or after the start", "[parser]") {
  CHECK(ifind("Stop STOP stop", "stop", 1) == 5);
  CHECK(ifind("abc", "x") == std::string_view::npos);
}

TEST_CASE("blank lines at both ends go, the first line's indent stays", "[parser]") {
  CHECK(trim_blank_lines("\n  \n  a\nb \n\n") == "  a\nb");
}
