// The words of an article's title and of its beginning that the table of meanings knows
// (meaning_table.h): an article's direction sums up all its words, these tell whether one of them
// means what a word of the question means.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/meaning_table.h"

namespace kb {

struct MeantWords {
  std::vector<MeantWord> title;
  std::vector<MeantWord> start;
};

/// Returns the words of a text that the table knows, in order, each once; of its first `most` words.
std::vector<MeantWord> meant_words_in(std::string_view text, std::size_t most);

/// Encodes them as the value of a slot: the number of the title's words, then two bytes a word.
std::string meant_words_value(const MeantWords& words);
/// Decodes it; a value that meant_words_value() can't have made gives what can be read.
MeantWords read_meant_words(std::string_view slot);

}  // namespace kb
