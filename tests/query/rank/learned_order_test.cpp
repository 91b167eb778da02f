// The learned order: its table is whole, and what its trees say can be explained.
#include "query/rank/learned_order.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

/// Reads the subtree that begins at `next`; returns false if it is not whole.
bool read_subtree(const std::vector<std::string_view>& tree, std::size_t& next) {
  if (next == tree.size()) return false;
  const std::string node(tree[next++]);
  const std::size_t less = node.find('<');
  if (less == std::string::npos) return node.find_first_not_of("+-.0123456789e") == node.npos;
  const bool sound = std::stoul(node.substr(0, less)) < kFeatures && node.find(':') != node.npos;
  return sound && read_subtree(tree, next) && read_subtree(tree, next);
}

Features some_features(float share) {
  Features features{};
  for (float& value : features) value = share;
  features[std::size_t(Feature::kLength)] = 5;
  features[std::size_t(Feature::kWords)] = 6;
  features[std::size_t(Feature::kRarity)] = 4;
  return features;
}

}  // namespace

TEST_CASE("every line of the learned order is a whole tree", "[rank]") {
  std::size_t trees = 0;
  for (const std::string_view line : split_lines(kLearnedOrderLines)) {
    const std::vector<std::string_view> tree = split_words(line);
    if (tree.empty()) continue;
    std::size_t next = 0;
    CAPTURE(line);
    CHECK(read_subtree(tree, next));
    CHECK(next == tree.size());
    ++trees;
  }
  CHECK(trees > 50);
}

TEST_CASE("a candidate with more evidence gets a higher score", "[rank]") {
  CHECK(learned_score(some_features(1)) > learned_score(some_features(0)));
}

TEST_CASE("what each feature added to a score adds up, but for what is true of any", "[rank]") {
  const auto sum_of = [](const Features& features) {
    double sum = 0;
    for (const LearnedPart& part : learned_parts(features)) sum += part.added;
    return sum;
  };
  const Features none = some_features(0);
  const Features all = some_features(1);
  const double any = learned_score(none) - sum_of(none);
  CHECK(learned_score(all) - sum_of(all) == Approx(any).margin(1e-6));
}

TEST_CASE("every feature has a name of its own", "[rank]") {
  for (std::size_t i = 0; i < kFeatures; ++i) {
    CHECK(!name_of(static_cast<Feature>(i)).empty());
    for (std::size_t k = 0; k < i; ++k) {
      CHECK(name_of(static_cast<Feature>(i)) != name_of(static_cast<Feature>(k)));
    }
  }
}
