#include "query/rank/proximity.h"

#include <catch2/catch.hpp>
#include <random>

using namespace kb;

namespace {

using Positions = std::vector<Xapian::termpos>;

struct Row {
  const char* name;
  std::vector<PlacedWord> words;
  Proximity want;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"nothing", {}, {0, 0, 0, 0, 0}},
      {"words that are not held", {{{}, 0.5}, {{}, 0.5}}, {0, 0, 0, 0, 0}},
      {"one word", {{{7, 900}, 1}}, {1, 7, 1, 0, 1}},
      {"two words as typed, at the front", {{{10}, 0.5}, {{11}, 0.5}}, {2, 11, 1, 1, 1}},
      {"one word between them is as close", {{{10}, 0.5}, {{12}, 0.5}}, {1, 10, 1, 1, 1}},
      {"two words between them are not", {{{10}, 0.5}, {{13}, 0.5}}, {1, 10, 1, 0, 1}},
      {"nor is the other order", {{{11}, 0.5}, {{10}, 0.5}}, {1, 11, 1, 0, 1}},
      {"across a stop word of the query", {{{10}, 0.5}, {{}, 0}, {{13}, 0.5}}, {1, 10, 1, 1, 1}},
      {"a run goes through stop words",
       {{{200}, 0.5}, {{20, 201}, 0}, {{202}, 0.5}},
       {3, 202, 1, 1, 0}},
      {"the first of two longest runs", {{{10, 30}, 0.5}, {{11, 31}, 0.5}}, {2, 11, 1, 1, 1}},
      {"a window holds 32 positions", {{{200}, 0.25}, {{231}, 0.75}}, {1, 200, 1, 0, 0}},
      {"not 33", {{{200}, 0.25}, {{232}, 0.75}}, {1, 200, 0.75, 0, 0}},
      {"a word counts once in a window",
       {{{200, 201, 202, 210}, 0.25}, {{300}, 0.25}, {{301}, 0.5}},
       {2, 301, 0.75, 0.75 / 1.25, 0}},
      {"the front ends before position 150", {{{149}, 0.5}, {{150}, 0.5}}, {2, 150, 1, 1, 0.5}}};
  return kRows;
}

}  // namespace

TEST_CASE("how words stand together is measured by their positions", "[query][rank]") {
  for (const Row& row : rows()) {
    INFO(row.name);
    const Proximity found = proximity_of(row.words);
    CHECK(found.run == row.want.run);
    CHECK(found.run_end == row.want.run_end);
    CHECK(found.near == Approx(row.want.near));
    CHECK(found.pairs == Approx(row.want.pairs));
    CHECK(found.front == Approx(row.want.front));
  }
}

TEST_CASE("of words that stand anywhere the most is said that may be", "[query][rank]") {
  const PlacedWord anywhere{{}, 0.5, true};
  struct Limit {
    const char* name;
    std::vector<PlacedWord> words;
    Proximity want;  // but run_end
  };
  const std::vector<Limit> limits = {
      {"all of them", {anywhere, anywhere}, {2, 0, 1, 1, 1}},
      {"behind one that is known", {{{200}, 0.5}, anywhere}, {2, 0, 1, 1, 0.5}},
      {"in front of one", {anywhere, {{200}, 0.5}}, {2, 0, 1, 1, 0.5}},
      {"beside one that is not held", {anywhere, {{}, 0.5}}, {1, 0, 0.5, 0, 0.5}},
      {"between two that would leave it room",
       {{{200}, 0}, anywhere, {{202}, 0}},
       {3, 0, 0.5, 0, 0.5}},
      {"between two that would not", {{{200}, 0}, anywhere, {{203}, 0}}, {2, 0, 0.5, 0, 0.5}}};
  for (const Limit& limit : limits) {
    INFO(limit.name);
    const Proximity most = proximity_of(limit.words);
    CHECK(most.run == limit.want.run);
    CHECK(most.run == longest_run(limit.words));
    CHECK(most.near == Approx(limit.want.near));
    CHECK(most.pairs == Approx(limit.want.pairs));
    CHECK(most.front == Approx(limit.want.front));
  }
}

TEST_CASE("no place that a word may have gives more than the most", "[query][rank]") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<PlacedWord> words(2 + random() % 5);
    for (PlacedWord& word : words) {
      word.share = random() % 3 == 0 ? 0 : 1.0 / double(words.size());
      Xapian::termpos position = 0;
      for (std::size_t k = random() % 4; k > 0; --k) {
        word.positions.push_back(position += 1 + random() % (k == 1 ? 200 : 4));
      }
    }
    const Proximity exact = proximity_of(words);
    std::vector<PlacedWord> some = words;
    for (PlacedWord& word : some) {
      if (word.positions.empty() || random() % 2 == 0) continue;
      word.anywhere = true;
      word.positions.clear();
    }
    const Proximity most = proximity_of(some);
    CAPTURE(round);
    REQUIRE(most.run >= exact.run);
    REQUIRE(most.near >= exact.near - 1e-12);
    REQUIRE(most.pairs >= exact.pairs - 1e-12);
    REQUIRE(most.front >= exact.front - 1e-12);
  }
}
