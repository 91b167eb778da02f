// The terms of a run, each once, with a number.
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
    std::uint64_t head;  ///< its first bytes: most comparisons need no text
  };

  TermTable();

  /// The number of a term, at most 255 bytes: 0, 1, 2 ... in the order of their first call.
  std::uint32_t number_of(std::string_view text);

  std::uint32_t size() const { return std::uint32_t(terms_.size()); }
  const Term& operator[](std::uint32_t number) const { return terms_[number]; }
  /// Byte order of two terms.
  bool less(std::uint32_t a, std::uint32_t b) const {
    const Term& x = terms_[a];
    const Term& y = terms_[b];
    return x.head != y.head ? x.head < y.head : x.text < y.text;
  }

  void clear();

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t number;  // plus one; 0: free
  };

  std::string_view keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, at most half in use
  std::vector<Term> terms_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_ = 0;
};

}  // namespace kb
