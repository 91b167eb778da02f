#include "indexer/schema/meaning_table.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr int kZero = 'P';

/// A line of the table; its direction is as it stands there.
struct Line {
  std::string_view stem;
  std::int16_t in_question = 0;
  std::int16_t in_article = 0;
  std::string_view direction;
};

/// Returns what stands before the next TAB; `rest` is then what stands behind it.
std::string_view take_cell(std::string_view& rest) {
  const std::string_view cell = rest.substr(0, rest.find('\t'));
  rest.remove_prefix(std::min(cell.size() + 1, rest.size()));
  return cell;
}

/// The lines, found by their stems in a hash table with open addressing: an index looks up millions.
class Lines {
 public:
  Lines() {
    for (std::string_view rest : split_lines(kMeaningLines)) {
      Line line;
      line.stem = take_cell(rest);
      line.in_question = leading_number<std::int16_t>(take_cell(rest));
      line.in_article = leading_number<std::int16_t>(take_cell(rest));
      line.direction = rest;
      if (rest.size() != kMeaningSize || lines_.size() == kMost) continue;
      const std::size_t place = place_of(line.stem);
      lines_.push_back(line);
      places_[place] = MeantWord(lines_.size());
    }
  }

  std::optional<MeantWord> find(std::string_view stem) const {
    const std::size_t place = place_of(stem);
    if (places_[place] == 0) return {};
    return MeantWord(places_[place] - 1U);
  }

  const Line* at(MeantWord word) const { return word < lines_.size() ? &lines_[word] : nullptr; }

 private:
  static constexpr std::size_t kPlaces = 1U << 15U;
  static constexpr std::size_t kMost = kPlaces / 2;  // so that few places are tried

  /// Returns the place that has a stem, or a free one for it.
  std::size_t place_of(std::string_view stem) const {
    std::size_t place = std::hash<std::string_view>()(stem) % kPlaces;
    while (places_[place] != 0 && lines_[places_[place] - 1U].stem != stem) {
      place = (place + 1) % kPlaces;
    }
    return place;
  }

  std::vector<Line> lines_;
  std::array<MeantWord, kPlaces> places_{};  // the number of a line and 1; 0 for free ones
};

const Lines& lines() {
  static const Lines kLines;
  return kLines;
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

std::optional<MeantWord> find_meant_word(std::string_view stem) { return lines().find(stem); }

std::optional<MeantWord> meant_word_of(std::string_view word) {
  thread_local MetWords words;
  return words.find(word);
}

WordMeaning meaning_of(MeantWord word) {
  WordMeaning meaning;
  const Line* line = lines().at(word);
  if (line == nullptr) return meaning;
  meaning.in_question = line->in_question;
  meaning.in_article = line->in_article;
  for (std::size_t i = 0; i < kMeaningSize; ++i) {
    meaning.direction[i] = std::int16_t(line->direction[i] - kZero);
  }
  return meaning;
}

}  // namespace kb
