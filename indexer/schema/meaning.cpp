#include "indexer/schema/meaning.h"

#include <algorithm>
#include <array>
#include <bit>

#include "parser/text/words.h"

namespace kb {
namespace {

constexpr std::int32_t kLargest = 127;

/// 1 and the binary logarithm, rounded down: a word that stands there often says little more.
std::int32_t damped(std::size_t times) { return std::int32_t(std::bit_width(times)); }

}  // namespace

MeaningReader::MeaningReader(std::size_t most) : most_(std::min(most, kMostMeant)) {}

void MeaningReader::add(std::string_view word, std::uint32_t times) {
  if (read_ == most_) return;
  ++read_;
  if (const auto meant = meant_word_of(word)) met_.insert(met_.end(), times, *meant);
}

void MeaningReader::add_words(std::string_view text, std::uint32_t times) {
  WordReader reader(text);
  while (read_ < most_ && reader.next()) {
    if (!reader.compound()) add(reader.word(), times);
  }
}

std::string MeaningReader::value(MeaningOf of) const {
  std::array<std::int32_t, kMeaningSize> sum{};
  std::vector<MeantWord> met = met_;
  std::sort(met.begin(), met.end());
  for (auto first = met.begin(); first != met.end();) {
    const auto last = std::upper_bound(first, met.end(), *first);
    const WordMeaning word = meaning_of(*first);
    const std::int16_t once = of == MeaningOf::kQuestion ? word.in_question : word.in_article;
    // Processors multiply eight numbers of 16 bits at a time; kMostMeant keeps this one as small.
    const auto weight = std::int16_t(once * damped(std::size_t(last - first)));
    for (std::size_t i = 0; i < kMeaningSize; ++i) sum[i] += weight * word.direction[i];
    first = last;
  }
  std::int32_t largest = 0;
  for (const std::int32_t one : sum) largest = std::max(largest, std::abs(one));
  if (largest == 0) return {};
  std::string value;
  for (const std::int32_t one : sum) {
    value += char(std::int64_t(one) * kLargest / largest);
  }
  return value;
}

}  // namespace kb
