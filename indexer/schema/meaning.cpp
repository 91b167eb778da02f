#include "indexer/schema/meaning.h"

#include <algorithm>
#include <array>
#include <bit>

#include "parser/text/words.h"

namespace kb {
namespace {

constexpr std::int64_t kLargest = 127;

/// 1 and the binary logarithm, rounded down: a word that stands there often says little more.
std::int64_t damped(std::uint32_t times) { return std::bit_width(times); }

}  // namespace

void MeaningReader::add(std::string_view word, std::uint32_t times) {
  if (const auto meant = meant_word_of(word)) met_.insert(met_.end(), times, *meant);
}

void MeaningReader::add_words(std::string_view text, std::size_t most, std::uint32_t times) {
  WordReader reader(text);
  while (read_ < most && reader.next()) {
    if (reader.compound()) continue;
    add(reader.word(), times);
    ++read_;
  }
}

std::string MeaningReader::value(MeaningOf of) const {
  std::array<std::int64_t, kMeaningSize> sum{};
  std::vector<MeantWord> met = met_;
  std::sort(met.begin(), met.end());
  for (auto first = met.begin(); first != met.end();) {
    const auto last = std::upper_bound(first, met.end(), *first);
    const auto times = std::uint32_t(last - first);
    const WordMeaning word = meaning_of(*first);
    first = last;
    const std::int64_t weight =
        damped(times) * (of == MeaningOf::kQuestion ? word.in_question : word.in_article);
    for (std::size_t i = 0; i < kMeaningSize; ++i) sum[i] += weight * word.direction[i];
  }
  std::int64_t largest = 0;
  for (const std::int64_t one : sum) largest = std::max(largest, std::abs(one));
  if (largest == 0) return {};
  std::string value;
  for (const std::int64_t one : sum) value += char(one * kLargest / largest);
  return value;
}

}  // namespace kb
