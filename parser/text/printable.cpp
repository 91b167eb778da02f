#include "parser/text/printable.h"

#include "parser/text/encoding.h"

namespace kb {
namespace {

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// The character of two or three bytes of UTF-8; of four bytes none is a control.
char32_t character(std::string_view bytes) {
  char32_t c = static_cast<unsigned char>(bytes[0]) & (bytes.size() == 2 ? 0x1FU : 0x0FU);
  for (const char byte : bytes.substr(1)) c = c << 6 | (static_cast<unsigned char>(byte) & 0x3FU);
  return c;
}

void append_hex(std::string& out, std::string_view sign, char32_t value, int digits) {
  out += sign;
  while (digits-- > 0) out += "0123456789abcdef"[value >> unsigned(4 * digits) & 0xFU];
}

/// Appends what is no ASCII at `at`; returns where it ends.
std::size_t append_wide(std::string& out, std::string_view text, std::size_t at) {
  const Utf8Step step = utf8_step(text, at);
  const std::string_view bytes = text.substr(at, step.length);
  if (!step.valid) {
    for (const char byte : bytes) append_hex(out, "\\x", static_cast<unsigned char>(byte), 2);
  } else if (bytes.size() < 4 && is_control(character(bytes))) {
    append_hex(out, "\\u", character(bytes), 4);
  } else {
    out += bytes;
  }
  return at + step.length;
}

std::string escaped(std::string_view text, std::string_view kept) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x80) {
      i = append_wide(out, text, i);
      continue;
    }
    if (is_control(byte) && kept.find(text[i]) == std::string_view::npos) {
      append_hex(out, "\\u", byte, 4);
    } else {
      out += text[i];
    }
    ++i;
  }
  return out;
}

}  // namespace

std::string printable(std::string_view text) { return escaped(text, "\n\t"); }

std::string printable_line(std::string_view text) { return escaped(text, ""); }

}  // namespace kb
