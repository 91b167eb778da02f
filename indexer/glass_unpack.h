// Reads back what glass_pack.h writes. The bytes are not trusted.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kb::glass {

/// A number, and what is behind it; null if there is no whole number. Returned, not written through
/// references, so that loops over millions keep both out of memory.
struct Taken {
  std::uint64_t value;
  const char* at;
};

/// Of a uint of several bytes.
Taken take_long(const char* at, const char* end);

/// The uint at `at`, before `end`.
inline Taken take(const char* at, const char* end) {
  if (at == end || static_cast<signed char>(*at) < 0) return take_long(at, end);
  return {static_cast<unsigned char>(*at), at + 1};
}

/// A size of one byte in front of a synonym or of part of a spelling word is xor'ed with this, so
/// that it looks like a letter.
inline constexpr unsigned kSizeMask = 96;

/// Takes a uint off the front of `bytes`; null where they end within it.
std::optional<std::uint64_t> take_uint(std::string_view& bytes);

/// Takes a sortable number off the front of `bytes`; null where they end within it, or it is none.
std::optional<std::uint32_t> take_sortable(std::string_view& bytes);

/// Appends positions to `out`, in order; false, and some or none, where `bytes` make no sense.
bool take_positions(std::string_view bytes, std::vector<std::uint32_t>& out);

}  // namespace kb::glass
