// Conversions of values for the JSON of answers.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// An unknown text is null in JSON, never an empty string.
inline std::optional<std::string_view> null_if_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// Scores and times are printed with three decimals; more would mean nothing.
inline double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace kb
