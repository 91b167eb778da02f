// How close the words of a question are in meaning to the words of a text, one by one: each word
// counts by its nearest in the other text, as in the maximal similarity of ColBERT (Khattab and
// Zaharia 2020).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/schema/meant_words.h"

namespace kb {

class WordCloseness {
 public:
  /// `words` are those of the question, in lower case; those that the table of meanings does not
  /// know are left out, and so are all behind the first kMost that it knows.
  explicit WordCloseness(const std::vector<std::string>& words);

  struct Closeness {
    double of_question = 0;  ///< mean of the question's words, each by its weight in a question
    double of_text = 0;      ///< mean of the text's words, each by its weight in an article
  };

  /// Returns how close the question and a text are, -1 to 1: the mean cosine between a word and its
  /// nearest in the other. 0 if either has no word that the table knows.
  Closeness to(std::span<const MeantWord> text);

 private:
  static constexpr std::size_t kMost = 24;

  struct Asked {
    WordMeaning meaning;
    double length = 0;
  };
  /// A word of some text: its weight, and the cosines between it and each word of the question.
  struct Known {
    double weight = 0;
    std::vector<float> cosines;
  };

  const Known& known(MeantWord word);

  std::vector<Asked> asked_;
  double total_ = 0;  // of the weights of the question's words
  std::unordered_map<MeantWord, Known> known_;
};

}  // namespace kb
