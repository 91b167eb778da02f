// Walking a text word by word, forwards and backwards, knowing where lines end.
//
// The table readers use it on texts with and without line breaks alike: a flat document is simply
// one line. Nothing is stored, so a text of a hundred million words costs no memory.
#pragma once

#include <algorithm>
#include <string_view>

#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {

/// A run of non-blank characters; longer ones come in pieces of 512 bytes (and what is left
/// of the last character), which bounds the cost of looking at one.
struct PrintedWord {
  std::string_view text;   ///< empty at either end of the text
  std::size_t begin = 0;   ///< offset in the text
  std::size_t breaks = 0;  ///< line ends between this word and the place the search started at

  std::size_t end() const { return begin + text.size(); }
  bool empty() const { return text.empty(); }
};

/// The first word at or after `from`.
inline PrintedWord word_at(std::string_view text, std::size_t from) {
  constexpr std::size_t kLongest = 512;
  PrintedWord word{{}, std::min(from, text.size()), 0};
  for (; word.begin < text.size() && is_blank(text[word.begin]); ++word.begin)
    word.breaks += text[word.begin] == '\n' ? 1 : 0;
  std::size_t end = word.begin;
  while (end < text.size() && !is_blank(text[end]) &&
         (end - word.begin < kLongest || splits_character(text, end))) {
    ++end;
  }
  word.text = text.substr(word.begin, end - word.begin);
  return word;
}

/// The last word that ends at or before `from`.
inline PrintedWord word_before(std::string_view text, std::size_t from) {
  constexpr std::size_t kLongest = 512;
  PrintedWord word;
  std::size_t end = std::min(from, text.size());
  for (; end > 0 && is_blank(text[end - 1]); --end) word.breaks += text[end - 1] == '\n' ? 1 : 0;
  word.begin = end;
  while (word.begin > 0 && !is_blank(text[word.begin - 1]) &&
         (end - word.begin < kLongest || splits_character(text, word.begin))) {
    --word.begin;
  }
  word.text = text.substr(word.begin, end - word.begin);
  return word;
}

}  // namespace kb
