#include "indexer/schema/meaning_table.h"

#include <xapian.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "indexer/schema/terms.h"
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

/// What stands before the next TAB; `rest` is then what stands behind it.
std::string_view take_cell(std::string_view& rest) {
  const std::string_view cell = stem_of(rest);
  rest.remove_prefix(std::min(cell.size() + 1, rest.size()));
  return cell;
}

/// What was found for words that a thread met, each at the place of its hash, until another word
/// takes that.
class MetWords {
 public:
  std::optional<MeantWord> find(std::string_view word) {
    Met& met = met_[std::hash<std::string_view>()(word) % met_.size()];
    if (met.word != word) {
      met.word = word;
      met.found = find_meant_word(stemmer_(met.word));
    }
    return met.found;
  }

 private:
  struct Met {
    std::string word;
    std::optional<MeantWord> found;
  };
  const Xapian::Stem stemmer_ = english_stemmer();
  std::vector<Met> met_ = std::vector<Met>(1U << 12U);
};

}  // namespace

std::optional<MeantWord> find_meant_word(std::string_view stem) {
  const auto line =
      std::lower_bound(lines().begin(), lines().end(), stem,
                       [](std::string_view a, std::string_view b) { return stem_of(a) < b; });
  if (line == lines().end() || stem_of(*line) != stem) return {};
  return MeantWord(line - lines().begin());
}

std::optional<MeantWord> meant_word_of(std::string_view word) {
  thread_local MetWords words;
  return words.find(word);
}

WordMeaning meaning_of(MeantWord word) {
  WordMeaning meaning;
  if (word >= lines().size() || lines()[word].size() < kMeaningSize) return meaning;
  std::string_view rest = lines()[word];
  const std::string_view direction = rest.substr(rest.size() - kMeaningSize);
  take_cell(rest);
  meaning.in_question = leading_number<std::int64_t>(take_cell(rest));
  meaning.in_article = leading_number<std::int64_t>(take_cell(rest));
  for (std::size_t i = 0; i < kMeaningSize; ++i) {
    meaning.direction[i] = std::int16_t(direction[i] - kZero);
  }
  return meaning;
}

}  // namespace kb
