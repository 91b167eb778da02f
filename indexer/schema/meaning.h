// The meaning of a text is a direction among 100 that says what it is about, so that a question in
// somebody's own words finds an article that hardly has one of them: `freezes` stands near
// `stops responding`.
//
// meaning.tsv, built into the program, was learnt by tests/tools/train_meaning.py from the tuning
// half of the archive: titles, query words, first sentences and questions on one side, what their
// articles say on the other. It began with the GloVe vectors of Pennington, Socher and Manning
// (2014), which are in the public domain.
//
// It has one stem a line, sorted by bytes: the stem, how much it weighs in a question, how much in
// an article (0 to 999), and 100 characters, the components of its direction: `P` is 0, `#` is -45
// and `}` is 45. TABs separate them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace kb {

inline constexpr std::size_t kMeaningSize = 100;

/// The content of meaning.tsv.
extern const std::string_view kMeaningLines;

/// What a text is: a word weighs differently in a question and in an article.
enum class MeaningOf { kQuestion, kArticle };

/// Sums up the meaning of a text from its words.
class MeaningReader {
 public:
  /// Takes in a word, in lower case as words.h reads it, so many times.
  void add(std::string_view word, std::uint32_t times = 1);

  /// Takes in words of `text` until `most` words are read, of all texts together.
  void add_words(std::string_view text, std::size_t most, std::uint32_t times = 1);

  /// Returns the components as signed bytes, the largest -127 or 127; empty if no word is known.
  /// They are the same on every machine: only whole numbers are added up.
  std::string value(MeaningOf of) const;

 private:
  std::map<std::string, std::uint32_t, std::less<>> words_;
  std::size_t read_ = 0;
};

}  // namespace kb
