// Numbers and texts in the bytes of a file of Windows: little-endian, at offsets that the file
// itself names and that may lie anywhere. What lies outside reads as nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/text/encoding.h"

namespace kb {

/// A view of bytes that can be asked for any offset.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  bool holds(std::uint64_t offset, std::uint64_t length) const {
    return offset <= bytes_.size() && length <= bytes_.size() - offset;
  }
  /// The number at `offset`; 0 if a part of it lies outside.
  std::uint8_t u8(std::uint64_t offset) const { return std::uint8_t(number(offset, 1)); }
  std::uint16_t u16(std::uint64_t offset) const { return std::uint16_t(number(offset, 2)); }
  std::uint32_t u32(std::uint64_t offset) const { return std::uint32_t(number(offset, 4)); }
  std::uint64_t u64(std::uint64_t offset) const { return number(offset, 8); }
  /// At most `length` bytes from `offset`; fewer at the end.
  std::string_view slice(std::uint64_t offset, std::uint64_t length) const {
    return offset < bytes_.size() ? bytes_.substr(offset, length) : std::string_view{};
  }
  bool starts_at(std::uint64_t offset, std::string_view text) const {
    return slice(offset, text.size()) == text;
  }
  /// The UTF-16 text from `offset` up to a zero or `length` bytes, as UTF-8. A half of a pair that
  /// stands alone becomes U+FFFD.
  std::string wide_text(std::uint64_t offset, std::uint64_t length) const {
    std::string out;
    for (std::uint64_t at = offset; length >= 2 && holds(at, 2); at += 2, length -= 2) {
      char32_t unit = u16(at);
      if (unit == 0) break;
      if (unit >= 0xD800 && unit < 0xE000) {
        const char32_t low = u16(at + 2);
        if (unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
          unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
          at += 2;
          length = length > 2 ? length - 2 : 2;
        } else {
          unit = 0xFFFD;
        }
      }
      append_utf8(out, unit);
    }
    return out;
  }

 private:
  std::uint64_t number(std::uint64_t offset, unsigned length) const {
    if (!holds(offset, length)) return 0;
    std::uint64_t value = 0;
    for (unsigned i = length; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(bytes_[offset + i]);
    return value;
  }

  std::string_view bytes_;
};

}  // namespace kb
