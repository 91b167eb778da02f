#include "query/snippet/marker.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/words.h"

using namespace kb;

namespace {

Wanted wanted(std::vector<std::string> words, bool exact = false) {
  return {words[0], {}, std::move(words), exact};
}

std::string marked(const std::vector<Wanted>& things, std::string_view text) {
  std::string out;
  for (const MarkedPlace& place : Marker(things).find(text)) {
    out += std::to_string(place.what) + ':';
    out += text.substr(place.begin, place.end - place.begin);
    out += ' ';
  }
  return out;
}

/// The same by reading every word.
std::string marked_plainly(const std::vector<std::string>& words, std::string_view text) {
  std::string out;
  for (const Word& word : words_of(text)) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& one = words[i];
      const bool matches = one.ends_with('*') ? word.text.starts_with(one.substr(0, one.size() - 1))
                                              : word.text == one;
      if (!matches) continue;
      out += std::to_string(i) + ':';
      out += text.substr(word.begin, word.end - word.begin);
      out += ' ';
      break;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("words that are wanted are marked wherever they begin", "[query]") {
  CHECK(marked({wanted({"tcp", "tcps"}), wanted({"ip"})}, "the TCP/IP, (tcps) ipx Ip.") ==
        "0:TCP 1:IP 0:tcps 1:Ip ");
  CHECK(marked({wanted({"c++"}), wanted({"c"})}, "C++ and C, not C#") == "0:C++ 1:C ");
  CHECK(marked({wanted({"irql_not_less"}), wanted({"less"})}, "IRQL_NOT_LESS") ==
        "0:IRQL_NOT_LESS 1:LESS ");
  CHECK(marked({wanted({"don't"})}, "Don\xE2\x80\x99t don't dont") ==
        "0:Don\xE2\x80\x99t 0:don't ");
  CHECK(marked({wanted({"\xC3\xBC"
                        "ber"})},
               "\xC3\x9C"
               "ber") ==
        "0:\xC3\x9C"
        "ber ");
  CHECK(marked({wanted({"ab"})}, "\xEF\xBC\xA1\xEF\xBC\xA2") == "0:\xEF\xBC\xA1\xEF\xBC\xA2 ");
  CHECK(marked({wanted({"connect*"})}, "connecting disconnect Connect") ==
        "0:connecting 0:Connect ");
  CHECK(marked({}, "some text").empty());
  CHECK(marked({wanted({"x"})}, "").empty());
}

TEST_CASE("of two things with one word the first is marked, and codes count more", "[query]") {
  CHECK(marked({wanted({"one"}), wanted({"one"}, true)}, "one") == "0:one ");
  const Marker marker({wanted({"one"}), wanted({"0x5"}, true)});
  CHECK(marker.size() == 2);
  CHECK(marker.weight(1) > marker.weight(0));
}

TEST_CASE("a marker finds what reading every word finds", "[query]") {
  std::mt19937 random(7);
  const std::string letters = "aB1  _.'&+#-/\xC3\xA9\xEF\xBC\xA1\n";
  const auto text = [&](std::size_t length) {
    std::string out;
    for (std::size_t i = 0; i < length; ++i) out += letters[random() % letters.size()];
    return out;
  };
  std::size_t found = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string in = text(60);
    std::vector<std::string> words;
    for (const Word& word : words_of(in + ' ' + text(20))) {
      if (random() % 4 != 0) continue;
      words.push_back(random() % 4 == 0 ? word.text.substr(0, 1) + '*' : word.text);
    }
    std::vector<Wanted> things;
    things.reserve(words.size());
    for (const std::string& word : words) things.push_back(wanted({word}));
    const std::string plain = marked_plainly(words, in);
    // Whole words come before wildcards, whatever their order.
    const auto places = Marker(things).find(in);
    std::size_t plain_places = std::size_t(std::count(plain.begin(), plain.end(), ':'));
    INFO(in);
    CHECK(places.size() == plain_places);
    CHECK(Marker(things).find_folded(in) == Marker(things).find(fold_blanks(in)));
    found += places.size();
  }
  CHECK(found > 5000);
}
