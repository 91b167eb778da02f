#include "indexer/glass/glass_pack.h"

#include <bit>

namespace kb::glass {
namespace {

/// Appends numbers of known range to a string, bit by bit, low bits first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}

  /// `value` must be below `range`. If the range is not a power of two, the values in its middle
  /// take one bit less.
  void put(std::uint32_t value, std::uint32_t range) {
    auto bits = unsigned(std::bit_width(range - 1));
    const auto spare = std::uint32_t((std::uint64_t{1} << bits) - range);
    if (spare != 0) {
      const std::uint32_t middle = (range - spare) / 2;
      if (value >= middle + spare) {
        value = (value - (middle + spare)) | (std::uint32_t{1} << (bits - 1));
      } else if (value >= middle) {
        --bits;
      }
    }
    held_ |= std::uint64_t{value} << count_;
    count_ += bits;
    for (; count_ >= 8; count_ -= 8, held_ >>= 8) out_ += static_cast<char>(held_);
  }

  void finish() {
    if (count_ > 0) out_ += static_cast<char>(held_);
  }

 private:
  std::string& out_;
  std::uint64_t held_ = 0;
  unsigned count_ = 0;
};

/// Writes the positions with indexes between `first` and `last`, whose own positions the reader
/// knows: the middle one as an offset in the range that is left for it, then each half alike.
void put_between(BitWriter& bits, const std::uint32_t* positions, std::uint32_t first,
                 std::uint32_t last) {
  while (first + 1 < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    const std::uint32_t range = positions[last] - positions[first] + first - last + 1;
    const std::uint32_t lowest = positions[first] + middle - first;
    bits.put(positions[middle] - lowest, range);
    put_between(bits, positions, first, middle);
    first = middle;
  }
}

}  // namespace

void put_sortable(std::string& out, std::uint32_t value) {
  if (value < 0x8000) {
    out += {static_cast<char>(value >> 8), static_cast<char>(value)};
    return;
  }
  const unsigned length = (unsigned(std::bit_width(value)) + 5) / 7;
  const unsigned mark = 0xFFU << (10 - length);
  std::string bytes(length, '\0');
  for (unsigned i = length - 1; i > 0; --i, value >>= 8) bytes[i] = static_cast<char>(value);
  bytes[0] = static_cast<char>(value | mark);
  out += bytes;
}

void put_last_term(std::string& out, std::string_view term) {
  for (std::size_t zero = term.find('\0'); zero != std::string_view::npos; zero = term.find('\0')) {
    out.append(term.substr(0, zero + 1));
    out += '\xFF';
    term.remove_prefix(zero + 1);
  }
  out += term;
}

void put_positions(std::string& out, const std::uint32_t* positions, std::size_t count) {
  const std::uint32_t first = positions[0];
  const std::uint32_t last = positions[count - 1];
  put_uint(out, last);
  if (count == 1) return;
  BitWriter bits(out);
  bits.put(first, last);
  bits.put(std::uint32_t(count) - 2, last - first);
  put_between(bits, positions, 0, std::uint32_t(count) - 1);
  bits.finish();
}

}  // namespace kb::glass
