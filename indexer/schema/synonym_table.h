// The names of synonyms.txt by their last words, as synonyms_generate.cpp writes them and
// synonyms.cpp looks them up. Constant data of the program: most runs are short, and to take the
// file apart took a quarter of all that a search for a code did.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kb::synonym_table {

/// A word of names. Number 0 is no word.
struct Word {
  std::string_view text;
  std::uint16_t next;    ///< of the same slot; 0: none
  std::uint16_t ending;  ///< the first of the names that end with it, the longest first; 0: none
};

/// Number 0 is no name.
struct Name {
  std::uint16_t first_word;  ///< of the list of all names' words
  std::uint16_t size;        ///< in words
  std::uint16_t set;
  std::uint16_t next;  ///< of the same last word, no longer than this; 0: none
  bool capitals;       ///< a name only where it is typed in capitals
  bool asked;          ///< a name in queries alone
};

inline constexpr std::size_t kSlots = 8192;

/// Where a word is filed, which is not empty; cheap enough for every word of an archive.
inline std::size_t slot_of(std::string_view word) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(word[i]); };
  const std::size_t size = word.size();
  return (byte(0) + 31 * byte(size - 1) + 961 * byte(size / 2) + 7 * size) % kSlots;
}

}  // namespace kb::synonym_table
