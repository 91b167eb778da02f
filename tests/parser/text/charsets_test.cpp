#include "parser/text/charsets.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/text/encoding.h"

using namespace kb;

namespace {

std::string page(const std::string& charset, const std::string& text) {
  return "<html><head><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=" + charset +
         "\"></head><p>" + text;
}

/// What the page's text becomes.
std::string read(const std::string& charset, const std::string& text) {
  const std::string out = to_utf8(page(charset, text));
  return out.substr(out.find("<p>") + 3);
}

}  // namespace

TEST_CASE("a page is read in the character set that it names", "[parser]") {
  struct Row {
    const char* name;
    std::string charset, bytes, want;
  };
  const auto row = GENERATE(values<Row>({
      {"Shift_JIS", "shift_jis", "\x8C\xBB\x8F\xDB", "現象"},
      {"a trail byte that is a backslash", "Shift_JIS", "\x95\x5C", "表"},
      {"EUC-JP", "euc-jp", "\xB8\xBD\xBE\xDD", "現象"},
      {"GB2312", "gb2312", "\xD6\xD7\xB4\xF3", "肿大"},
      {"Big5", "big5", "\xA4\xE5", "文"},
      {"Korean", "ks_c_5601-1987", "\xB9\xAE", "문"},
      {"Cyrillic", "windows-1251", "\xCA\xEE\xE4", "Код"},
      {"Greek", "windows-1253", "\xCA\xF9\xE4", "Κωδ"},
      {"bytes that are none", "shift_jis",
       "a\xFF"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"cut inside a character", "shift_jis", "a\x8C", "a\xEF\xBF\xBD"},
      {"a set that nobody knows", "x-none", "\xE4", "ä"},
      {"UTF-8 is believed before the page", "shift_jis", "ä", "ä"},
      {"1252", "windows-1252",
       "\x93"
       "a\x94",
       "“a”"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(read(row.charset, row.bytes) == row.want); }
}

TEST_CASE("text that names a character set is no page", "[parser]") {
  CHECK(to_utf8("charset=shift_jis \x8C\xBB") ==
        to_utf8("charset=xxxxx_xxx \x8C\xBB").replace(8, 9, "shift_jis"));
  CHECK(!page_in_its_charset("<p>\x8C"));
}
