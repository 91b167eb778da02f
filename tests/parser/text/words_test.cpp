#include "parser/text/words.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

/// Words as `text@position`, compounds in brackets.
std::string printed(std::string_view text) {
  std::string out;
  for (const Word& word : words_of(text)) {
    if (!out.empty()) out += ' ';
    out +=
        (word.compound ? "[" + word.text + "]" : word.text) + "@" + std::to_string(word.position);
  }
  return out;
}

struct Row {
  std::string name, in, want;
};

}  // namespace

TEST_CASE("words are what both sides of a search agree on", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"case is lowered", "Exchange SERVER", "exchange@1 server@2"},
      {"a comma joins nothing", "4.0,4.0", "4.0@1 4.0@2"},
      {"a version is one word", "5.5.2418.0.", "5.5.2418.0@1"},
      {"a file name is its parts", "tcpip.sys", "tcpip@1 sys@2"},
      {"a slash separates", "TCP/IP", "tcp@1 ip@2"},
      {"apostrophes join letters", "don't can\xE2\x80\x99t 'x'", "don't@1 can't@2 x@3"},
      {"plus and sharp stay behind a letter", "C++ C# A+ 1+1 C++11",
       "c++@1 c#@2 a+@3 1@4 1@5 c@6 11@7"},
      {"an ampersand joins short letters", "AT&T R & D", "at&t@1 r@2 d@3"},
      {"a name with underscores is whole and in parts", "x KMODE_EXCEPTION y",
       "x@1 [kmode_exception]@2 kmode@2 exception@3 y@4"},
      {"underscores at the ends are none", "__init__ _x", "init@1 x@2"},
      {"Latin-1 capitals are lowered", "Z\xC3\x9CRICH", "z\xC3\xBCrich@1"},
      {"symbols and no-break spaces separate",
       "a\xC2\xA0"
       "b\xC2\xAE",
       "a@1 b@2"},
      {"full-width forms are ASCII", "\xEF\xBC\x91\xEF\xBC\xA1", "1a@1"},
      {"malformed bytes separate",
       "a\xFF"
       "b\xC3",
       "a@1 b@2"},
      {"nothing gives nothing", " ,.;\n", ""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(printed(row.in) == row.want); }
}

TEST_CASE("a long word is cut at the same place on both sides", "[parser]") {
  const std::string text(200, 'x');
  REQUIRE(words_of(text).size() == 1);
  CHECK(words_of(text)[0].text == std::string(kMaxWord, 'x'));
}
