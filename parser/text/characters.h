// What ASCII characters a text is made of, and texts without the marks around them.
#pragma once

#include <algorithm>
#include <string_view>

#include "parser/text/ascii.h"

namespace kb {

inline bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}
inline bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_alpha);
}
inline bool has_lower(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_lower);
}

/// True for one digit or more and nothing else.
inline bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
/// True for one hexadecimal digit or more and nothing else.
inline bool all_hex(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_hex);
}

/// `text` without those of `marks` that it begins with.
inline std::string_view strip_front(std::string_view text, std::string_view marks) {
  return text.substr(std::min(text.find_first_not_of(marks), text.size()));
}

/// `text` without those of `marks` that it ends with.
inline std::string_view strip_back(std::string_view text, std::string_view marks) {
  return text.substr(0, text.find_last_not_of(marks) + 1);
}

}  // namespace kb
