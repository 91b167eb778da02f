#include "parser/text/encoding.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;
using namespace std::string_literals;

namespace {

struct Row {
  const char* name;
  std::string bytes;
  std::string want;
};

}  // namespace

TEST_CASE("bytes become UTF-8 with one kind of line end", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"nothing", "", ""},
      {"ASCII stays", "plain\tx\n", "plain\tx\n"},
      {"CRLF becomes LF", "a\r\nb\r\n", "a\nb\n"},
      {"a lone CR becomes LF", "a\rb\r\rc", "a\nb\n\nc"},
      {"LF CR is two line ends", "a\n\rb", "a\n\nb"},
      {"a CR at the end is a line end", "a\r", "a\n"},
      {"a byte order mark is dropped", "\xEF\xBB\xBFx", "x"},
      {"only the first byte order mark is dropped", "\xEF\xBB\xBF\xEF\xBB\xBFx", "\xEF\xBB\xBFx"},
      {"UTF-8 stays", "Z\xC3\xBCrich \xE2\x82\xAC \xF0\x9F\x98\x80",
       "Z\xC3\xBCrich \xE2\x82\xAC \xF0\x9F\x98\x80"},
      {"other bytes are CP1252", "Z\xFCrich", "Z\xC3\xBCrich"},
      {"CP1252 quotes and dash", "\x91x\x92 \x96 \x93y\x94",
       "\xE2\x80\x98x\xE2\x80\x99 \xE2\x80\x93 \xE2\x80\x9Cy\xE2\x80\x9D"},
      {"CP1252 registered sign and no-break space", "\xAE\xA0", "\xC2\xAE\xC2\xA0"},
      {"the five holes of CP1252", "\x81\x8D\x8F\x90\x9D",
       "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"one bad byte makes all of it CP1252", "\xC3\xBC\xFC", "\xC3\x83\xC2\xBC\xC3\xBC"},
      {"a cut sequence is CP1252", "x\xE2\x82", "x\xC3\xA2\xE2\x80\x9A"},
      {"an overlong form is CP1252", "\xC0\xAF", "\xC3\x80\xC2\xAF"},
      {"a surrogate is CP1252", "\xED\xA0\x80", "\xC3\xAD\xC2\xA0\xE2\x82\xAC"},
      {"beyond U+10FFFF is CP1252", "\xF4\x90\x80\x80",
       "\xC3\xB4\xEF\xBF\xBD\xE2\x82\xAC\xE2\x82\xAC"},
      {"control characters and NUL stay", "a\0b\x01\x1B\x7F"s, "a\0b\x01\x1B\x7F"s},
      {"UTF-16 little-endian", "\xFF\xFEQ\0\xFC\0\x0D\0\x0A\0"s, "Q\xC3\xBC\n"},
      {"UTF-16 big-endian", "\xFE\xFF\0Q\0\xFC"s, "Q\xC3\xBC"},
      {"UTF-16 pair", "\xFF\xFE\x3D\xD8\x00\xDE"s, "\xF0\x9F\x98\x80"},
      {"UTF-16 half a pair", "\xFF\xFE\x3D\xD8X\0"s, "\xEF\xBF\xBDX"},
      {"UTF-16 ending in half a unit", "\xFF\xFEX\0Y"s, "X"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(to_utf8(row.bytes) == row.want);
    CHECK(is_valid_utf8(row.want));
  }
}

TEST_CASE("every byte of CP1252 gives one valid character", "[parser]") {
  for (int byte = 0; byte < 256; ++byte) {
    std::string out;
    append_utf8(out, from_cp1252(static_cast<unsigned char>(byte)));
    CHECK(is_valid_utf8(out));
    CHECK(count_code_points(out) == 1);
  }
}

TEST_CASE("what is no character is written as U+FFFD", "[parser]") {
  for (const char32_t c : {char32_t(0xD800), char32_t(0xDFFF), char32_t(0x110000)}) {
    std::string out;
    append_utf8(out, c);
    CHECK(out == "\xEF\xBF\xBD");
  }
}

TEST_CASE("bytes that the Markdown archive spells out are restored", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"no-break space", "a<A0>b",
       "a\xC2\xA0"
       "b"},
      {"quotes and the registered sign", "<93>x<94><AE>", "\xE2\x80\x9Cx\xE2\x80\x9D\xC2\xAE"},
      {"delete", "<7F>", "\x7F"},
      {"a hole of the code page", "<81>", "\xEF\xBF\xBD"},
      {"NetBIOS suffixes are text", "<1B> <1C> <20> <00>", "<1B> <1C> <20> <00>"},
      {"lower case is text", "<a0>", "<a0>"},
      {"a byte the archive does not hold is text", "<C0>", "<C0>"},
      {"not closed", "<A0 <A0", "<A0 <A0"},
      {"side by side", "<<A0>>", "<\xC2\xA0>"},
      {"at the very end", "x<A0>", "x\xC2\xA0"},
      {"a key name without its digits", "<F>", "<F>"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(restore_archived_bytes(row.bytes) == row.want); }
}
