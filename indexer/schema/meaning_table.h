// What each word says about the meaning of a text: meaning.tsv, built into the program.
//
// It was learnt by tests/tools/train_meaning.py from the tuning half of the archive: titles, query
// words, first sentences and questions on one side, what their articles say on the other. It began
// with the GloVe vectors of Pennington, Socher and Manning (2014), which are in the public domain.
//
// It has one stem a line, sorted by bytes: the stem, how much it weighs in a question, how much in
// an article (0 to 999), and 100 characters, the components of its direction: `P` is 0, `#` is -45
// and `}` is 45. TABs separate them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kb {

inline constexpr std::size_t kMeaningSize = 100;

/// The content of meaning.tsv.
extern const std::string_view kMeaningLines;

/// A word of the table, by the number of its line.
using MeantWord = std::uint16_t;

/// Returns the word of the table with this stem; nothing if it has no line.
std::optional<MeantWord> find_meant_word(std::string_view stem);

/// Returns the word of the table with the stem of a word, which is in lower case as words.h reads it.
/// Each thread remembers what it found for thousands of words, for texts repeat them.
std::optional<MeantWord> meant_word_of(std::string_view word);

struct WordMeaning {
  std::int16_t in_question = 0;  ///< 0 to 999, as in_article
  std::int16_t in_article = 0;
  std::array<std::int16_t, kMeaningSize> direction{};  ///< components from -45 to 45
};

/// Returns what the table says of a word; nothing but zeros if the table has no such line.
WordMeaning meaning_of(MeantWord word);

}  // namespace kb
