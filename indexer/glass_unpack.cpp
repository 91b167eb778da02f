#include "indexer/glass_unpack.h"

#include <bit>
#include <limits>

namespace kb::glass {
namespace {

/// No article has so many words; what says so is damaged, and memory is not to be filled with it.
constexpr std::uint32_t kMostPositions = 1U << 24U;

unsigned byte_at(const char* at) { return static_cast<unsigned char>(*at); }

/// The first byte lowest.
std::uint64_t eight_bytes(const char* at) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) value |= std::uint64_t{byte_at(at + i)} << (8 * i);
  return value;
}

/// Takes numbers of known range off a string, bit by bit, low bits first.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  /// A number below `range`; 0 behind the end.
  std::uint32_t take(std::uint32_t range) {
    const auto bits = unsigned(std::bit_width(range - 1));
    const auto spare = std::uint32_t((std::uint64_t{1} << bits) - range);
    if (spare == 0) return take_bits(bits);
    const std::uint32_t middle = (range - spare) / 2;
    const std::uint32_t value = take_bits(bits - 1);
    return value < middle && take_bits(1) != 0 ? value + middle + spare : value;
  }

  /// Were more bits taken than there are?
  bool overrun() const { return overrun_; }

 private:
  /// At most 32 of them.
  std::uint32_t take_bits(unsigned count) {
    if (count_ < count) hold_more();
    if (count_ < count) {
      overrun_ = true;
      return 0;
    }
    const auto value = std::uint32_t(held_ & ((std::uint64_t{1} << count) - 1));
    held_ >>= count;
    count_ -= count;
    return value;
  }

  /// Holds as many bits as there is room for, or as there are.
  void hold_more() {
    if (bytes_.size() >= sizeof(std::uint64_t)) {
      held_ |= eight_bytes(bytes_.data()) << count_;
      const unsigned whole = (63U - count_) / 8;
      bytes_.remove_prefix(whole);
      count_ += 8 * whole;
      held_ &= (std::uint64_t{1} << count_) - 1;  // of the last byte there may be a part
      return;
    }
    for (; count_ <= 56 && !bytes_.empty(); count_ += 8) {
      held_ |= std::uint64_t{byte_at(bytes_.data())} << count_;
      bytes_.remove_prefix(1);
    }
  }

  std::string_view bytes_;
  std::uint64_t held_ = 0;  // the bits that come next, the first lowest
  unsigned count_ = 0;      // of them
  bool overrun_ = false;
};

/// The positions between `first` and `last`, which are known; see put_between in glass_pack.cpp.
void take_between(BitReader& bits, std::uint32_t* positions, std::uint32_t first,
                  std::uint32_t last) {
  while (first + 1 < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    const std::uint32_t range = positions[last] - positions[first] + first - last + 1;
    positions[middle] = positions[first] + middle - first + bits.take(range);
    take_between(bits, positions, first, middle);
    first = middle;
  }
}

}  // namespace

Taken take_long(const char* at, const char* end) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && at != end; shift += 7) {
    const unsigned byte = byte_at(at++);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return {value, at};
  }
  return {0, nullptr};
}

std::optional<std::uint64_t> take_uint(std::string_view& bytes) {
  const Taken taken = take(bytes.data(), bytes.data() + bytes.size());
  if (taken.at == nullptr) return std::nullopt;
  bytes.remove_prefix(std::size_t(taken.at - bytes.data()));
  return taken.value;
}

std::optional<std::uint32_t> take_sortable(std::string_view& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const unsigned first = byte_at(bytes.data());
  const auto ones = std::size_t(std::countl_one(static_cast<unsigned char>(first)));
  const std::size_t length = ones + 2;
  if (length > 5 || bytes.size() < length) return std::nullopt;
  std::uint32_t value = first & (0x7FU >> ones);
  for (std::size_t i = 1; i < length; ++i) value = value << 8 | byte_at(bytes.data() + i);
  bytes.remove_prefix(length);
  return value;
}

bool take_positions(std::string_view bytes, std::vector<std::uint32_t>& out) {
  const auto end = take_uint(bytes);
  if (!end || *end > std::numeric_limits<std::uint32_t>::max()) return false;
  const auto last = std::uint32_t(*end);
  if (bytes.empty()) {
    out.push_back(last);
    return true;
  }
  if (last == 0) return false;
  BitReader bits(bytes);
  const std::uint32_t first = bits.take(last);
  const std::uint32_t between = bits.take(last - first);
  if (bits.overrun() || between > kMostPositions) return false;
  const std::size_t begin = out.size();
  out.resize(begin + between + 2);
  out[begin] = first;
  out.back() = last;
  take_between(bits, &out[begin], 0, between + 1);
  return !bits.overrun();
}

}  // namespace kb::glass
