// Numbers the distinct terms of a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace kb {

class TermTable {
 public:
  struct Term {
    std::string_view text;
    std::uint64_t head;  ///< its first 8 bytes; most comparisons need no more
  };

  TermTable();

  /// Returns the number of a term of at most 255 bytes. New terms get 0, 1, 2 ... as they come.
  std::uint32_t number_of(std::string_view text);

  std::uint32_t size() const { return std::uint32_t(terms_.size()); }
  const Term& operator[](std::uint32_t number) const { return terms_[number]; }
  /// True if term `a` comes before term `b` in byte order.
  bool less(std::uint32_t a, std::uint32_t b) const {
    const Term& x = terms_[a];
    const Term& y = terms_[b];
    return x.head != y.head ? x.head < y.head : x.text < y.text;
  }

  void clear();

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t number;  // of the term plus one; 0 if the slot is free
  };

  std::string_view keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_;  // a hash table; its size is a power of two, at most half is in use
  std::vector<Term> terms_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_ = 0;
};

}  // namespace kb
