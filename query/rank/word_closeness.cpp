#include "query/rank/word_closeness.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace kb {
namespace {

constexpr double kLeastWeight = 1;  // of words that the table gives none
constexpr float kFarthest = -1;     // least of all cosines

std::int32_t product(const WordMeaning& a, const WordMeaning& b) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kMeaningSize; ++i) {
    sum += std::int32_t(a.direction[i]) * b.direction[i];
  }
  return sum;
}

double length_of(const WordMeaning& meaning) {
  return std::sqrt(double(product(meaning, meaning)));
}

}  // namespace

WordCloseness::WordCloseness(const std::vector<std::string>& words) {
  std::vector<MeantWord> seen;
  for (const std::string& word : words) {
    const auto known = meant_word_of(word);
    if (!known || std::find(seen.begin(), seen.end(), *known) != seen.end()) continue;
    if (asked_.size() == kMost) break;
    seen.push_back(*known);
    Asked asked{meaning_of(*known), 0};
    asked.length = length_of(asked.meaning);
    total_ += double(asked.meaning.in_question) + kLeastWeight;
    asked_.push_back(asked);
  }
}

const WordCloseness::Known& WordCloseness::known(MeantWord word) {
  const auto [place, is_new] = known_.try_emplace(word);
  if (!is_new) return place->second;
  const WordMeaning meaning = meaning_of(word);
  const double length = length_of(meaning);
  place->second.weight = double(meaning.in_article) + kLeastWeight;
  for (const Asked& asked : asked_) {
    const double lengths = length * asked.length;
    const double cosine = lengths == 0 ? 0 : product(meaning, asked.meaning) / lengths;
    place->second.cosines.push_back(float(cosine));
  }
  return place->second;
}

WordCloseness::Closeness WordCloseness::to(std::span<const MeantWord> text) {
  if (text.empty() || asked_.empty()) return {};
  std::array<float, kMost> nearest;
  nearest.fill(kFarthest);
  double of_text = 0;
  double weights = 0;
  for (const MeantWord word : text) {
    const Known& one = known(word);
    float best = kFarthest;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      nearest[i] = std::max(nearest[i], one.cosines[i]);
      best = std::max(best, one.cosines[i]);
    }
    of_text += one.weight * best;
    weights += one.weight;
  }
  double of_question = 0;
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    of_question += (double(asked_[i].meaning.in_question) + kLeastWeight) * nearest[i];
  }
  return {of_question / total_, of_text / weights};
}

}  // namespace kb
