#include "query/rank/word_closeness.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace kb;

namespace {

WordCloseness::Closeness closeness(const std::vector<std::string>& question,
                                   std::string_view text) {
  return WordCloseness(question).to(meant_words_in(text, 100));
}

}  // namespace

TEST_CASE("the words themselves are as close as words can be", "[rank]") {
  const auto same = closeness({"printer", "modem"}, "modems and printers");
  CHECK(same.of_question == Approx(1));
  const auto more = closeness({"printer"}, "printer modem");
  CHECK(more.of_question == Approx(1));
  CHECK(more.of_text < 1);
  const auto less = closeness({"printer", "modem"}, "printer");
  CHECK(less.of_question < 1);
  CHECK(less.of_text == Approx(1));
}

TEST_CASE("words of like meaning are closer than others", "[rank]") {
  CHECK(closeness({"freezes"}, "stops responding (hangs)").of_question >
        closeness({"freezes"}, "the color of the font").of_question);
  CHECK(closeness({"phone", "line"}, "modem").of_text >
        closeness({"phone", "line"}, "compiler").of_text);
}

TEST_CASE("order and repetition of the words change nothing", "[rank]") {
  const auto one = closeness({"printer", "stops"}, "spooler hangs");
  const auto other = closeness({"stops", "printer", "stops"}, "hangs spooler hangs");
  CHECK(one.of_question == Approx(other.of_question));
  CHECK(one.of_text == Approx(other.of_text));
}

TEST_CASE("without a known word nothing is close", "[rank]") {
  for (const auto& [question, text] :
       {std::pair("qqzzxqq", "printer"), std::pair("printer", "qqzzxqq"), std::pair("", "")}) {
    const auto none = closeness({question}, text);
    CHECK(none.of_question == 0);
    CHECK(none.of_text == 0);
  }
  CHECK(WordCloseness({}).to(std::vector<MeantWord>{1, 2}).of_question == 0);
}

TEST_CASE("a question of many words is looked at as far as is worth it", "[rank]") {
  std::vector<std::string> words;
  for (const char* word :
       {"printer", "modem",  "spooler", "mail",     "server",  "disk",     "driver",
        "font",    "screen", "mouse",   "keyboard", "network", "file",     "folder",
        "window",  "error",  "setup",   "compiler", "debug",   "database", "query",
        "table",   "form",   "report",  "macro",    "document"}) {
    words.emplace_back(word);
  }
  CHECK(WordCloseness(words).to(meant_words_in("printer", 1)).of_text == Approx(1));
  CHECK(WordCloseness(words).to(meant_words_in("document", 1)).of_text < 0.999);
}
