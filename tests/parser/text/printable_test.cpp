#include "parser/text/printable.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* name;
  std::string text;
  std::string want;
};

}  // namespace

TEST_CASE("controls are shown as escapes", "[parser][printable]") {
  const Row row = GENERATE(values<Row>({
      {"plain text", "a b\xC3\xBC \xE2\x82\xAC \xF0\x9F\x98\x80",
       "a b\xC3\xBC \xE2\x82\xAC \xF0\x9F\x98\x80"},
      {"line ends and tabs", "a\nb\tc", "a\nb\tc"},
      {"a colour", "\x1B[31m", "\\u001b[31m"},
      {"a carriage return and a NUL", std::string("a\r\0", 3), "a\\u000d\\u0000"},
      {"DEL", "\x7F", "\\u007f"},
      {"C1", "\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0", "\\u0080\\u009b\\u009f\xC2\xA0"},
      {"the Arabic letter mark", "\xD8\x9B\xD8\x9C\xD8\x9D", "\xD8\x9B\\u061c\xD8\x9D"},
      {"marks", "\xE2\x80\x8D\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\x90",
       "\xE2\x80\x8D\\u200e\\u200f\xE2\x80\x90"},
      {"embeddings", "\xE2\x80\xAA\xE2\x80\xAE\xE2\x80\xAF", "\\u202a\\u202e\xE2\x80\xAF"},
      {"isolates", "\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA",
       "\xE2\x81\xA5\\u2066\\u2069\xE2\x81\xAA"},
      {"bytes that are no UTF-8",
       "\xFC.txt \x9B"
       "31m \xE2\x80",
       "\\xfc.txt \\x9b31m \\xe2\\x80"},
      {"nothing", "", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(printable(row.text) == row.want);
    CHECK(printable(printable(row.text)) == row.want);
  }
}

TEST_CASE("a name is one line", "[parser][printable]") {
  CHECK(printable_line("a\nb\tc") == "a\\u000ab\\u0009c");
}
