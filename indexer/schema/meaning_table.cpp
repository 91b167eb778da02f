#include "indexer/schema/meaning_table.h"

#include <algorithm>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr int kZero = 'P';

const std::vector<std::string_view>& lines() {
  static const std::vector<std::string_view> kLines = split_lines(kMeaningLines);
  return kLines;
}

std::string_view stem_of(std::string_view line) { return line.substr(0, line.find('\t')); }

}  // namespace

std::optional<MeantWord> find_meant_word(std::string_view stem) {
  const auto line =
      std::lower_bound(lines().begin(), lines().end(), stem,
                       [](std::string_view a, std::string_view b) { return stem_of(a) < b; });
  if (line == lines().end() || stem_of(*line) != stem) return {};
  return MeantWord(line - lines().begin());
}

WordMeaning meaning_of(MeantWord word) {
  WordMeaning meaning;
  if (word >= lines().size()) return meaning;
  const std::vector<std::string_view> cells = split(lines()[word], '\t');
  if (cells.size() != 4 || cells[3].size() != kMeaningSize) return meaning;
  meaning.in_question = leading_number<std::int64_t>(cells[1]);
  meaning.in_article = leading_number<std::int64_t>(cells[2]);
  for (std::size_t i = 0; i < kMeaningSize; ++i) {
    meaning.direction[i] = std::int16_t(cells[3][i] - kZero);
  }
  return meaning;
}

}  // namespace kb
