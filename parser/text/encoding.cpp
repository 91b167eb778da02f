#include "parser/text/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "parser/text/ascii.h"
#include "parser/text/charsets.h"

namespace kb {
namespace {

// Code points of 0x80..0x9F in CP1252; the rest of the upper half equals Latin-1.
// https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT
constexpr std::array<char32_t, 32> kCp1252High = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

// The bytes from 0x7F on that the flat archive holds. It holds control bytes too, but `<1B>`,
// `<1C>` and `<20>` in its Markdown are nearly always NetBIOS name suffixes that were printed so.
constexpr std::string_view kArchivedBytes =
    "\x7F\x81\x92\x93\x94\xA0\xA6\xA7\xA9\xAE\xB6\xB7\xE1\xF1\xFC";

constexpr unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

/// What may follow a leading byte: how many bytes, and the range of the first of them
/// (Unicode 15, table 3-7).
struct Lead {
  std::size_t more;
  unsigned char low;
  unsigned char high;
};

constexpr Lead lead_of(unsigned char byte) {
  if (byte < 0xC2 || byte > 0xF4) return {0, 0, 0};
  if (byte < 0xE0) return {1, 0x80, 0xBF};
  if (byte < 0xF0) {
    return {2, byte == 0xE0 ? static_cast<unsigned char>(0xA0) : static_cast<unsigned char>(0x80),
            byte == 0xED ? static_cast<unsigned char>(0x9F) : static_cast<unsigned char>(0xBF)};
  }
  return {3, byte == 0xF0 ? static_cast<unsigned char>(0x90) : static_cast<unsigned char>(0x80),
          byte == 0xF4 ? static_cast<unsigned char>(0x8F) : static_cast<unsigned char>(0xBF)};
}

/// Behind the ASCII characters from `i` on, or a few bytes before that.
std::size_t skip_ascii(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  for (std::uint64_t bytes = 0; i + sizeof bytes <= text.size(); i += sizeof bytes) {
    std::memcpy(&bytes, text.data() + i, sizeof bytes);
    if ((bytes & kHighBits) != 0) break;
  }
  return i;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  const auto unit = [&](std::size_t i) -> char32_t {
    const char32_t a = byte_at(bytes, i);
    const char32_t b = byte_at(bytes, i + 1);
    return big_endian ? (a << 8 | b) : (b << 8 | a);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(out, c);
  }
  return out;
}

std::string from_cp1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) append_utf8(out, kb::from_cp1252(static_cast<unsigned char>(c)));
  return out;
}

/// CRLF and lone CR to LF.
std::string normalise_line_ends(std::string text) {
  std::size_t end = text.find('\r');
  if (end == std::string::npos) return text;
  std::size_t out = end;
  while (end < text.size()) {
    const std::size_t begin = end + (text.compare(end, 2, "\r\n") == 0 ? 2 : 1);
    text[out++] = '\n';
    end = std::min(text.find('\r', begin), text.size());
    std::copy(text.begin() + std::ptrdiff_t(begin), text.begin() + std::ptrdiff_t(end),
              text.begin() + std::ptrdiff_t(out));
    out += end - begin;
  }
  text.resize(out);
  return text;
}

int hex_value(char c) { return is_digit(c) ? c - '0' : to_upper(c) - 'A' + 10; }

}  // namespace

char32_t from_cp1252(unsigned char byte) {
  if (byte < 0x80 || byte >= 0xA0) return byte;
  return kCp1252High.at(byte - 0x80U);
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += {char(0xC0 | (c >> 6)), char(0x80 | (c & 0x3F))};
  } else if (c < 0x10000) {
    out += {char(0xE0 | (c >> 12)), char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
  } else {
    out += {char(0xF0 | (c >> 18)), char(0x80 | ((c >> 12) & 0x3F)), char(0x80 | ((c >> 6) & 0x3F)),
            char(0x80 | (c & 0x3F))};
  }
}

Utf8Step utf8_step(std::string_view text, std::size_t i) {
  if (byte_at(text, i) < 0x80) return {1, true};
  const Lead lead = lead_of(byte_at(text, i));
  if (lead.more == 0) return {1, false};
  unsigned char low = lead.low;
  unsigned char high = lead.high;
  for (std::size_t k = 1; k <= lead.more; ++k) {
    if (i + k >= text.size()) return {k, false};
    const unsigned char byte = byte_at(text, i + k);
    if (byte < low || byte > high) return {k, false};
    low = 0x80;
    high = 0xBF;
  }
  return {lead.more + 1, true};
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = skip_ascii(text, 0); i < text.size(); i = skip_ascii(text, i)) {
    const Utf8Step step = utf8_step(text, i);
    if (!step.valid) return false;
    i += step.length;
  }
  return true;
}

std::string_view utf8_prefix(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && splits_character(text, most)) --most;
  return text.substr(0, most);
}

std::size_t count_code_points(std::string_view text) {
  return std::size_t(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) {
    return normalise_line_ends(from_utf16(bytes.substr(2), false));
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return normalise_line_ends(from_utf16(bytes.substr(2), true));
  }
  if (is_valid_utf8(bytes)) return normalise_line_ends(std::string(bytes));
  if (auto page = page_in_its_charset(bytes)) return normalise_line_ends(std::move(*page));
  return normalise_line_ends(from_cp1252(bytes));
}

std::string restore_archived_bytes(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t i = text.find('<'); i != std::string_view::npos; i = text.find('<', i + 1)) {
    if (i + 3 >= text.size() || text[i + 3] != '>') continue;
    const char high = text[i + 1];
    const char low = text[i + 2];
    if (!is_hex(high) || !is_hex(low) || is_lower(high) || is_lower(low)) continue;
    const auto byte = static_cast<unsigned char>(hex_value(high) * 16 + hex_value(low));
    if (kArchivedBytes.find(char(byte)) == std::string_view::npos) continue;
    out.append(text, done, i - done);
    append_utf8(out, from_cp1252(byte));
    done = i + 4;
  }
  if (done == 0) return std::string(text);
  out.append(text, done);
  return out;
}

}  // namespace kb
