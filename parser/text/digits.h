// Tests of texts for ASCII digits.
#pragma once

#include <algorithm>
#include <string_view>

#include "parser/text/ascii.h"

namespace kb {

inline bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

/// True for one digit or more and nothing else.
inline bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace kb
