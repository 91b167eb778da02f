// Finds what was probably meant in the table of spelling words, which Xapian writes the same:
//
//   W word    how many articles hold it: a number, low byte first
//   H ab      the words that begin with ab
//   T yz      those that end with yz
//   B az      those of at most four bytes that begin with a and end with z
//   M klm     those that hold klm
//
// Words in a list are in byte order: how many bytes of the one before a word begins with (not of
// the first), how many follow, and these. Both numbers are a byte each, xor'ed with 96:
//
//   M rin     "eprint" "edable" "`fspring"    print, printable, spring
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/glass_table_reader.h"

namespace kb::glass {

/// A table of spelling words. All calls throw only Xapian::DatabaseError, where the file is damaged
/// or can't be read.
class SpellingReader {
 public:
  explicit SpellingReader(TableReader table) : table_(std::move(table)) {}

  /// The word that is probably meant by `word` (UTF-8, or any bytes): what Xapian's
  /// get_spelling_suggestion() says. Of other words under almost as many of its keys as any, it is
  /// the nearest, at most `away` by LetterDistance; of several the one that most articles hold,
  /// then the first. Empty if there is none, or if more articles hold `word` itself.
  std::string suggestion(std::string_view word, unsigned away);

 private:
  class List;

  template <typename See>
  static void for_each_word(std::vector<List> lists, See see);
  static void find_least(const std::vector<List>& lists, std::vector<std::size_t>& here);
  std::vector<List> lists_of(std::string_view word);
  std::uint32_t frequency(std::string_view word);

  TableReader table_;
};

}  // namespace kb::glass
