#include "indexer/schema/stop_words.h"

#include <algorithm>
#include <array>

namespace kb {
namespace {

// The words are sorted. `not`, `no`, `off`, `on`, `out`, `up`, `down`, `before` and `after` are not
// among them, because in error messages they tell one problem from another.
constexpr std::array<std::string_view, 69> kStopWords = {
    "a",    "about",  "am",    "an",   "and",   "any",  "are",   "as",   "at",    "be",
    "been", "but",    "by",    "can",  "could", "did",  "do",    "does", "for",   "from",
    "had",  "has",    "have",  "he",   "her",   "his",  "how",   "i",    "if",    "in",
    "into", "is",     "it",    "its",  "me",    "my",   "of",    "or",   "our",   "please",
    "she",  "should", "so",    "some", "such",  "than", "that",  "the",  "their", "them",
    "then", "there",  "these", "they", "this",  "to",   "was",   "we",   "were",  "what",
    "when", "where",  "which", "why",  "will",  "with", "would", "you",  "your"};
static_assert(std::is_sorted(kStopWords.begin(), kStopWords.end()));

}  // namespace

bool is_stop_word(std::string_view word) {
  constexpr std::size_t kLongest = 6;
  if (word.size() > kLongest) return false;
  return std::binary_search(kStopWords.begin(), kStopWords.end(), word);
}

}  // namespace kb
