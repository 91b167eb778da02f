// How Xapian's glass tables spell numbers, terms and positions.
//
// A build writes the tables of its database itself (glass_table.h says why); Xapian reads them. The
// spellings are those of Xapian 1.4, format 2016-03-14, which every 1.4 release reads and writes:
//
//   uint       seven bits a byte, low bits first, the top bit set in all but the last
//   sortable   a document number in a key: two bytes, high first, below 0x8000; from there on the
//              first byte has as many ones as bytes follow, less one, then a zero
//   term       in a key: its bytes, a zero byte inside doubled by 0xFF, a zero byte behind it
//   positions  the last as a uint; if there are more, bits: first, count, and the rest by
//              interpolative coding (Witten, Moffat, Bell: Managing Gigabytes, 3.4)
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kb::glass {

inline void put_uint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

inline void put_string(std::string& out, std::string_view text) {
  put_uint(out, text.size());
  out += text;
}

/// A number whose end is the end of what is stored: bytes, low first, none for 0.
inline void put_last_uint(std::string& out, std::uint64_t value) {
  for (; value != 0; value >>= 8) out += static_cast<char>(value);
}

void put_sortable(std::string& out, std::uint32_t value);

/// A term without the zero byte behind it, as it stands where nothing follows.
void put_last_term(std::string& out, std::string_view term);

inline void put_term(std::string& out, std::string_view term) {
  put_last_term(out, term);
  out += '\0';
}

// What the keys begin with of metadata, of values, and of the list of all documents with their
// lengths.
inline constexpr std::string_view kMetadataKey("\0\xC0", 2);
inline constexpr std::string_view kValuesKey("\0\xD8", 2);
inline constexpr std::string_view kLengthsKey("\0\xE0", 2);

/// Ascending positions, at least one.
void put_positions(std::string& out, const std::uint32_t* positions, std::size_t count);

}  // namespace kb::glass
