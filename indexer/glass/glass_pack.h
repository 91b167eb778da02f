// How Xapian's glass tables encode numbers, terms and positions.
//
// A build writes the tables of its database itself (glass_table.h says why); Xapian reads them. The
// encodings are those of Xapian 1.4, format 2016-03-14, which every 1.4 release reads and writes:
//
//   uint       seven bits a byte, low bits first; the top bit is set in all bytes but the last
//   sortable   a document number in a key. Below 0x8000 it has two bytes, the high one first. From
//              there on its first byte begins with as many one bits as bytes follow, less one, and
//              then a zero bit
//   term       in a key: its bytes, with 0xFF after each zero byte among them, then a zero byte
//   positions  the last as a uint; if there are more, bits follow: the first, the count less 2, and
//              the rest by interpolative coding (Witten, Moffat, Bell: Managing Gigabytes, 3.4)
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

/// Writes a number at the very end of a key or tag, where its length needs no mark: the low byte
/// first, and no byte for 0.
inline void put_last_uint(std::string& out, std::uint64_t value) {
  for (; value != 0; value >>= 8) out += static_cast<char>(value);
}

void put_sortable(std::string& out, std::uint32_t value);

/// Writes a term at the very end of a key, where it needs no closing zero byte.
void put_last_term(std::string& out, std::string_view term);

inline void put_term(std::string& out, std::string_view term) {
  put_last_term(out, term);
  out += '\0';
}

/// The positions must ascend; `count` is at least 1.
void put_positions(std::string& out, const std::uint32_t* positions, std::size_t count);

}  // namespace kb::glass
