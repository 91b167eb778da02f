// The meaning of a text is a direction among 100 that says what it is about, so that a question in
// somebody's own words finds an article that hardly has one of them: `freezes` stands near
// `stops responding`.
// It is the sum of what its words mean (meaning_table.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/meaning_table.h"

namespace kb {

/// What a text is: a word weighs differently in a question and in an article.
enum class MeaningOf { kQuestion, kArticle };

/// No text is summed up from more words.
inline constexpr std::size_t kMostMeant = 10'000;

/// Sums up the meaning of a text from its words.
class MeaningReader {
 public:
  /// Takes in the first `most` words that it is given.
  explicit MeaningReader(std::size_t most = kMostMeant);

  /// Takes in a word, in lower case as words.h reads it; it counts `times` times, 1 or 2.
  void add(std::string_view word, std::uint32_t times = 1);

  /// Takes in the words of a text.
  void add_words(std::string_view text, std::uint32_t times = 1);

  /// Returns the components as signed bytes, the largest -127 or 127; empty if no word is known.
  /// They are the same on every machine: only whole numbers are added up.
  std::string value(MeaningOf of) const;

 private:
  std::size_t most_;
  std::vector<MeantWord> met_;  // each as often as it was met
  std::size_t read_ = 0;
};

}  // namespace kb
