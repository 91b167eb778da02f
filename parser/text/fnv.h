// A hash for names and samples, where nobody gains by a collision.
#pragma once

#include <cstdint>
#include <string_view>

namespace kb {

/// The hash of an empty text.
inline constexpr std::uint64_t kFnvStart = 0xCBF29CE484222325ULL;

/// FNV-1a, 64 bits, of the bytes of `text`; `hash` is that of what stands before them.
/// Source: the published parameters of Fowler, Noll and Vo.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = kFnvStart) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

}  // namespace kb
