#include "parser/codes/code_numbers.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/codes/code_bits.h"

using namespace kb;

namespace {

std::string values_of(const std::string& text) {
  std::string out;
  for (const std::uint32_t value : find_numbers(text))
    out += (out.empty() ? "" : " ") + hex32(value);
  return out;
}

struct Row {
  const char* text;
  const char* want;
};

const Row kRows[] = {
    {"0xc1060107", "0xC1060107"},
    {"0XA", "0x0000000A"},
    {"0x0000000A 0x0A 0xa", "0x0000000A"},
    {"0x123456789", ""},
    {"0x", ""},
    {"0xg", ""},
    {"&HC1060107 &h1A&", "0x0000001A 0xC1060107"},
    {"&HFF", "0x000000FF"},
    {"&H; &Help", ""},
    {"C1060107h 21h 0Dh", "0x0000000D 0x00000021 0xC1060107"},
    {"0C0000005h", "0xC0000005"},
    {"Beech each fah", ""},
    {"c1060107", "0xC1060107"},
    {"80004005", "0x80004005"},
    {"19991231", "0x19991231"},
    {"FFFFFFFF", "0xFFFFFFFF"},
    {"c106010 c10601070", ""},
    {"-1018", "0xFFFFFC06"},
    {"-1056571129", "0xC1060107"},
    {"-2147483648", "0x80000000"},
    {"-2147483649", "0x80000001"},
    {"-01018", "0xFFFFFC06"},
    {"5-10 x-1 --3 a_-4", ""},
    {"(-5) =-6 ,-7", "0xFFFFFFF9 0xFFFFFFFA 0xFFFFFFFB"},
    {"-10.5 -10.", "0xFFFFFFF6"},
    {"3238396167", "0xC1060107"},
    {"2147483647 2147483648 4294967295 4294967296", "0x80000000 0xFFFFFFFF"},
    {"0x80040107L 0xC1060107UL 80040108u", "0x80040107 0x80040108 0xC1060107"},
    {"(c1060107) [c1060108], 'c1060109'.", "0xC1060107 0xC1060108 0xC1060109"},
    {"{A9E69610-B80D-11D0-B9B9-00A0C922E750}", ""},
    {"80004005-0501-0000050a", "0x0000050A 0x80004005"},
    {"xc1060107 c1060107_ c1060107x", ""},
    {"1 12 123 1722 12345678901", ""},
    {"", ""},
};

}  // namespace

TEST_CASE("numbers are read in every notation and nothing else is", "[parser]") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.text) { CHECK(values_of(row.text) == row.want); }
  }
}

TEST_CASE("all notations of a value have that value", "[parser]") {
  std::uint32_t value = 0x2545F491U;
  for (int i = 0; i < 2000; ++i) {
    value = value * 1664525U + 1013904223U;
    const std::string hex = hex32(value).substr(2);
    const std::string want = hex32(value);
    CHECK(values_of("a 0x" + hex + " b") == want);
    CHECK(values_of("(&H" + hex + ")") == want);
    CHECK(values_of(hex + ".") == want);
    if (hex.find_first_of("0123456789") != std::string::npos) CHECK(values_of(hex + "h") == want);
    if (value >= 0x80000000U) {
      CHECK(values_of(std::to_string(value)) == want);
      CHECK(values_of(std::to_string(std::int32_t(value))) == want);
    }
  }
}
