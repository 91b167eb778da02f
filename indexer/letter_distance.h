// How far words are from each other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kb {

/// Counts the letters that make one word another: inserted, deleted, replaced, or swapped with the
/// next; none is touched twice. Letters are code points; a byte that is no UTF-8 is one by itself,
/// as Xapian reads it. Not for several threads.
class LetterDistance {
 public:
  explicit LetterDistance(std::string_view word);

  /// From the word to another; any number above `most` where it is more than that. The fewer `most`
  /// are, the faster.
  unsigned to(std::string_view other, unsigned most);

 private:
  using Letters = std::vector<unsigned>;

  unsigned count(const unsigned* letters, std::size_t size, const unsigned* others,
                 std::size_t other_size, unsigned most);

  std::size_t bytes_;
  Letters letters_;
  std::uint64_t held_;  // which letters, by their low six bits
  Letters others_;
  std::vector<unsigned> before_;  // rows of the table of distances between beginnings
  std::vector<unsigned> row_;
  std::vector<unsigned> next_;
};

}  // namespace kb
