#include "indexer/schema/meaning.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

std::string meaning_of(std::string_view text, MeaningOf of) {
  MeaningReader reader;
  reader.add_words(text);
  return reader.value(of);
}

/// The cosine of the angle between two meanings.
double closeness(const std::string& a, const std::string& b) {
  REQUIRE(a.size() == kMeaningSize);
  REQUIRE(b.size() == kMeaningSize);
  double product = 0;
  double of_a = 0;
  double of_b = 0;
  for (std::size_t i = 0; i < kMeaningSize; ++i) {
    const double x = static_cast<signed char>(a[i]);
    const double y = static_cast<signed char>(b[i]);
    product += x * y;
    of_a += x * x;
    of_b += y * y;
  }
  return product / std::sqrt(of_a * of_b);
}

}  // namespace

TEST_CASE("each line of the table is a stem, two weights and a direction", "[indexer][meaning]") {
  std::string_view last;
  std::size_t lines = 0;
  for (const std::string_view line : split_lines(kMeaningLines)) {
    CAPTURE(line);
    const auto cells = split(line, '\t');
    REQUIRE(cells.size() == 4);
    CHECK(last < cells[0]);
    last = cells[0];
    for (const std::string_view weight : {cells[1], cells[2]}) {
      int number = -1;
      const auto read = std::from_chars(weight.data(), weight.data() + weight.size(), number);
      CHECK(read.ptr == weight.data() + weight.size());
      CHECK((number >= 0 && number <= 999));
    }
    CHECK(cells[3].size() == kMeaningSize);
    CHECK(cells[3].find_first_not_of("P") != std::string_view::npos);
    for (const char c : cells[3]) CHECK((c >= '#' && c <= '}'));
    CHECK(find_meant_word(cells[0]) == std::optional(MeantWord(lines)));  // as slots number them
    ++lines;
  }
  CHECK(lines > 10'000);
}

TEST_CASE("a question is closer to an article of other words than to one of others' meaning",
          "[indexer][meaning]") {
  struct Row {
    const char* question;
    const char* right;
    const char* wrong;
  };
  const auto row = GENERATE(values<Row>({
      {"my machine freezes", "the computer stops responding (hangs)", "how to change the font"},
      {"picture is garbled", "the display is corrupted", "mail is not delivered"},
      {"can't get on the internet with my phone line", "dial-up networking modem fails to connect",
       "compiler generates an internal error"},
      {"put my program next to the clock", "adding an icon to the taskbar notification area",
       "tape backup fails to restore files"},
  }));
  CAPTURE(row.question);
  const std::string question = meaning_of(row.question, MeaningOf::kQuestion);
  CHECK(closeness(question, meaning_of(row.right, MeaningOf::kArticle)) >
        closeness(question, meaning_of(row.wrong, MeaningOf::kArticle)));
}

TEST_CASE("a meaning depends on which words stand there, not on their order",
          "[indexer][meaning]") {
  const std::string one = meaning_of("The printer stops; the spooler hangs.", MeaningOf::kArticle);
  CHECK(one == meaning_of("spooler the hangs stops the printer", MeaningOf::kArticle));
  CHECK(one != meaning_of("spooler the hangs stops the modem", MeaningOf::kArticle));
  CHECK(one != meaning_of("The printer stops; the spooler hangs.", MeaningOf::kQuestion));
  int largest = 0;
  for (const char c : one) largest = std::max(largest, std::abs(int(static_cast<signed char>(c))));
  CHECK(largest == 127);
}

TEST_CASE("a text without a known word has no meaning", "[indexer][meaning]") {
  for (const char* text : {"", "...", "qqzzxqq", "\xff\xfe"}) {
    CAPTURE(text);
    CHECK(meaning_of(text, MeaningOf::kArticle).empty());
  }
}

TEST_CASE("words behind the most are not read", "[indexer][meaning]") {
  MeaningReader three(3);
  three.add_words("printer stops");
  three.add_words("modem");
  three.add_words("spooler hangs");
  CHECK(three.value(MeaningOf::kArticle) == meaning_of("printer stops modem", MeaningOf::kArticle));
}
