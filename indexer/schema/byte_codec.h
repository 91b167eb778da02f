// Encodes numbers and strings for the files that kb defines itself.
//
//   varint   7 bits a byte, low bits first; the high bit is set if another byte follows
//   string   its length as a varint, then its bytes
//   signed   a varint of 2n, or of -2n-1 for a negative n
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kb {

inline void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

inline void put_signed(std::string& out, std::int64_t value) {
  const auto doubled = static_cast<std::uint64_t>(value) << 1U;
  put_varint(out, value < 0 ? ~doubled : doubled);
}

inline void put_string(std::string& out, std::string_view text) {
  put_varint(out, text.size());
  out += text;
}

/// Takes values from the front of `data`; `ok` becomes false if the data ends early.
struct ByteReader {
  std::string_view data;
  bool ok = true;

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (data.empty()) break;
      const auto byte = static_cast<unsigned char>(data.front());
      data.remove_prefix(1);
      value |= std::uint64_t(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
  }

  std::int64_t signed_number() {
    const std::uint64_t doubled = varint();
    const auto half = static_cast<std::int64_t>(doubled >> 1U);
    return (doubled & 1U) != 0 ? ~half : half;
  }

  std::string_view bytes(std::uint64_t length) {
    if (length > data.size()) {
      ok = false;
      return {};
    }
    const std::string_view text = data.substr(0, length);
    data.remove_prefix(length);
    return text;
  }

  std::string_view string() { return bytes(varint()); }

  /// Takes the number of items that follow, each of which has at least one byte.
  std::uint64_t count() {
    const std::uint64_t number = varint();
    if (number > data.size()) ok = false;
    return ok ? number : 0;
  }
};

}  // namespace kb
