// The number notations of error codes, purely by their letters: where a 32-bit number stands and
// what its value is. No context is looked at, so article and query read a number alike.
//
// Grammar. A word is a longest run of ASCII letters, digits and `_` (a byte >= 0x80 ends it).
// Beside a word only `&` (of `&H`), `-` and the following groups of a GUID are looked at:
//
//   0x1a 0X1A        `0x` and 1-8 digits
//   &H1A &h1a        the same after `&H`; a final `&` (Visual Basic's long) is no part of the number
//   1Ah 0C0000005h   hex digits and `h`, with at least one decimal digit, so `Beech` is a word; the
//                    leading zero assemblers ask for may be a ninth digit
//   C1060107         eight bare hex digits; eight decimal digits or eight letters (FFFFFFFF) too
//   -1018            a `-` and decimal digits up to 2147483648, where the `-` follows neither a
//                    letter, a digit, `_` nor another `-`: ranges (5-10) and part numbers hold none
//   3238396167       ten decimal digits from 2147483648 to 4294967295
//
// A suffix `L`, `U`, `UL`, `LU` (any case) may follow each. Refused: a hexadecimal number above 32
// bits, decimals after the sign with a point and a digit (-10.5), and the first group of a GUID
// (8-4-4-4-12 digits); its other groups are no notation anyway.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kb {

/// How a number is written.
enum class Notation {
  kHexPrefixed,  ///< `0x...`
  kHexBasic,     ///< `&H...`
  kHexSuffixed,  ///< `...h`
  kHexBare,      ///< eight bare digits
  kNegative,     ///< `-1018`
  kUnsigned,     ///< ten decimal digits >= 2^31
};

/// One number of a text: [begin, end) with sign, prefix and suffix.
struct Number {
  std::size_t begin;
  std::size_t end;
  std::uint32_t value;
  Notation notation;
};

/// Decimal digits (1-10) as a number; null for anything else or above 2^32-1.
std::optional<std::uint32_t> decimal_of(std::string_view digits);
/// Hexadecimal digits (1-8) as a number; null for anything else.
std::optional<std::uint32_t> hex_of(std::string_view digits);

/// The number written by the word [begin, end) of `text` and what stands beside it; null if none.
/// Precondition: the range is a whole word.
std::optional<Number> number_at(std::string_view text, std::size_t begin, std::size_t end);

/// The 32-bit values of a text in every notation, sorted, each once. Linear in the text.
std::vector<std::uint32_t> find_numbers(std::string_view text);

}  // namespace kb
