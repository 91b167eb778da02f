// Values as the JSON of answers has them.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// Unknown is null, never an empty string.
inline std::optional<std::string_view> null_if_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// Three decimals tell more than any score means.
inline double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace kb
