#include "parser/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "parser/text/encoding.h"

namespace kb {
namespace {

/// True for bytes that stand in a JSON string as they are, whatever is around them.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

void append_escape(std::string& out, char c) {
  constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '\\';
  const std::size_t found = kEscaped.find(c);
  if (found != std::string_view::npos) {
    out += kLetters[found];
  } else {
    out += "u00";
    out += kHex[std::size_t(c) >> 4];
    out += kHex[std::size_t(c) & 15];
  }
}

}  // namespace

void append_json_number(std::string& out, double number) {
  std::array<char, 32> text;
  // As nlohmann::json: fixed for what is not very small or large.
  const double size = std::abs(number);
  const bool fixed = size == 0 || (size >= 1e-4 && size < 1e15);
  const auto format = fixed ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number, format).ptr;
  const std::string_view written(text.data(), std::size_t(end - text.data()));
  out += written;
  if (fixed && written.find('.') == std::string_view::npos) out += ".0";
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (kPlain[byte]) {
      ++i;
      continue;
    }
    const Utf8Step step = byte < 0x80 ? Utf8Step{1, false} : utf8_step(text, i);
    if (!step.valid) out.append(text, copied, i - copied);
    if (byte < 0x80) {
      append_escape(out, text[i]);
    } else if (!step.valid) {
      out += "\xEF\xBF\xBD";
    }
    i += step.length;
    if (!step.valid) copied = i;
  }
  out.append(text, copied);
  out += '"';
}

void JsonObject::begin_field(std::string_view key) {
  if (!first_) out_ += ',';
  append_json_string(out_, key);
  out_ += ':';
  first_ = false;
}

}  // namespace kb
