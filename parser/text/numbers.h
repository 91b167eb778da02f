// Numbers as texts print them.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace kb {

/// The number that all of `text` is; null for anything else, and for one out of range.
template <typename Number>
std::optional<Number> whole_number(std::string_view text, int base = 10) {
  Number number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, base);
  return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// The number at the beginning of `text`; 0 if there is none, or one out of range.
template <typename Number>
Number leading_number(std::string_view text, int base = 10) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, base);
  return number;
}

}  // namespace kb
