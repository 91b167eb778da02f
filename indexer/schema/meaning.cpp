#include "indexer/schema/meaning.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <optional>
#include <vector>

#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

constexpr char kZero = 'P';
constexpr std::int64_t kLargest = 127;

struct WordMeaning {
  std::int64_t in_question = 0;
  std::int64_t in_article = 0;
  std::string_view direction;  // kMeaningSize characters
};

std::string_view stem_of(std::string_view line) { return line.substr(0, line.find('\t')); }

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Returns what the table says of a stem; nothing if it has no line.
std::optional<WordMeaning> find_stem(std::string_view stem) {
  static const std::vector<std::string_view> lines = split_lines(kMeaningLines);
  const auto line =
      std::lower_bound(lines.begin(), lines.end(), stem,
                       [](std::string_view a, std::string_view b) { return stem_of(a) < b; });
  if (line == lines.end() || stem_of(*line) != stem) return {};
  const std::vector<std::string_view> cells = split(*line, '\t');
  if (cells.size() != 4 || cells[3].size() != kMeaningSize) return {};
  return WordMeaning{number_of(cells[1]), number_of(cells[2]), cells[3]};
}

/// 1 and the binary logarithm, rounded down: a word that stands there often says little more.
std::int64_t damped(std::uint32_t times) { return std::bit_width(times); }

}  // namespace

void MeaningReader::add(std::string_view word, std::uint32_t times) {
  const auto known = words_.find(word);
  if (known == words_.end()) {
    words_.emplace(word, times);
  } else {
    known->second += times;
  }
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
  const Xapian::Stem stemmer = english_stemmer();
  std::map<std::string, std::uint32_t> stems;
  for (const auto& [word, times] : words_) stems[stemmer(word)] += times;
  std::array<std::int64_t, kMeaningSize> sum{};
  for (const auto& [stem, times] : stems) {
    const auto row = find_stem(stem);
    if (!row) continue;
    const std::int64_t weight =
        damped(times) * (of == MeaningOf::kQuestion ? row->in_question : row->in_article);
    for (std::size_t i = 0; i < kMeaningSize; ++i) sum[i] += weight * (row->direction[i] - kZero);
  }
  std::int64_t largest = 0;
  for (const std::int64_t one : sum) largest = std::max(largest, std::abs(one));
  if (largest == 0) return {};
  std::string value;
  for (const std::int64_t one : sum) value += char(one * kLargest / largest);
  return value;
}

}  // namespace kb
