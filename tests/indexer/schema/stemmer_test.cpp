#include "indexer/schema/stemmer.h"

#include <xapian.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using namespace kb;

TEST_CASE("words of one stem") {
  const Stemmer stem;
  CHECK(stem("printers") == stem("printer"));
  CHECK(stem("printing") == "print");
  CHECK(stem("connections") == "connect");
  CHECK(stem("queues") == "queue");
  CHECK(stem("").empty());
  CHECK(stem("1722") == "1722");
}

TEST_CASE("stems are those of Xapian") {
  const Stemmer ours;
  const Xapian::Stem xapians("english");
  std::mt19937 random(11);
  const std::vector<std::string> starts = {
      "print", "spool", "skie",        "y",  "gener", "commun", "arsen", "exchang", "dy",
      "news",  "inn",   "na\xc3\xafv", "o'", "queue", "",       "\xff",  "succe",   "proce"};
  const std::vector<std::string> ends = {"",     "s",    "es",   "ed",   "ing",  "ly",    "ies",
                                         "ness", "able", "ment", "ized", "e",    "'s",    "ational",
                                         "ful",  "edly", "ss",   "us",   "ying", "ation", "er"};
  const auto any_of = [&](const std::vector<std::string>& parts) {
    return parts[random() % parts.size()];
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string word = any_of(starts) + any_of(ends) + any_of(ends);
    CAPTURE(word);
    REQUIRE(ours(word) == xapians(word));
  }
}
