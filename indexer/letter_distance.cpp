#include "indexer/letter_distance.h"

#include <xapian.h>

#include <algorithm>
#include <bit>

namespace kb {
namespace {

constexpr std::size_t kLongestLetter = 4;  // bytes

std::size_t difference(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

void read_letters(std::string_view word, std::vector<unsigned>& letters) {
  letters.clear();
  unsigned char all = 0;
  for (const char c : word) {
    letters.push_back(static_cast<unsigned char>(c));
    all |= static_cast<unsigned char>(c);
  }
  if (all < 0x80) return;
  letters.assign(Xapian::Utf8Iterator(word.data(), word.size()), Xapian::Utf8Iterator());
}

std::uint64_t held_of(const std::vector<unsigned>& letters) {
  std::uint64_t held = 0;
  for (const unsigned letter : letters) held |= std::uint64_t{1} << letter % 64;
  return held;
}

}  // namespace

LetterDistance::LetterDistance(std::string_view word) : bytes_(word.size()) {
  read_letters(word, letters_);
  held_ = held_of(letters_);
}

unsigned LetterDistance::to(std::string_view other, unsigned most) {
  if (difference(bytes_, other.size()) > kLongestLetter * most) return most + 1;
  read_letters(other, others_);
  if (difference(letters_.size(), others_.size()) > most) return most + 1;
  // A change takes away one letter and brings one.
  const std::uint64_t others_held = held_of(others_);
  if (unsigned(std::popcount(held_ & ~others_held)) > most) return most + 1;
  if (unsigned(std::popcount(others_held & ~held_)) > most) return most + 1;
  const unsigned* letters = letters_.data();
  const unsigned* others = others_.data();
  std::size_t size = letters_.size();
  std::size_t other_size = others_.size();
  for (; size > 0 && other_size > 0 && *letters == *others; --size, --other_size) {
    ++letters;
    ++others;
  }
  for (; size > 0 && other_size > 0; --size, --other_size) {
    if (letters[size - 1] != others[other_size - 1]) break;
  }
  return count(letters, size, others, other_size, most);
}

/// Works out the table of distances between beginnings row by row, `most` places to both sides of
/// its diagonal: what is farther from it is too far.
unsigned LetterDistance::count(const unsigned* letters, std::size_t size, const unsigned* others,
                               std::size_t other_size, unsigned most) {
  const unsigned far = most + 1;
  for (auto* row : {&before_, &row_, &next_}) row->assign(other_size + 2, far);
  for (std::size_t k = 0; k <= std::min<std::size_t>(other_size, most); ++k) row_[k] = unsigned(k);
  for (std::size_t i = 1; i <= size; ++i) {
    const std::size_t first = i > most ? i - most : 1;
    const std::size_t last = std::min(other_size, i + most);
    next_[first - 1] = first == 1 ? unsigned(i) : far;
    for (std::size_t k = first; k <= last; ++k) {
      const bool same = letters[i - 1] == others[k - 1];
      unsigned least = std::min({row_[k - 1] + (same ? 0 : 1), row_[k] + 1, next_[k - 1] + 1});
      const bool swapped =
          i > 1 && k > 1 && letters[i - 1] == others[k - 2] && letters[i - 2] == others[k - 1];
      if (swapped) least = std::min(least, before_[k - 2] + 1);
      next_[k] = least;
    }
    next_[last + 1] = far;
    std::swap(before_, row_);
    std::swap(row_, next_);
  }
  return row_[other_size];
}

}  // namespace kb
