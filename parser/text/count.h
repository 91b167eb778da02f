// Numbers of things, as people write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kb {

/// `1 file`, `2 files`; `plural` is the word's, where it is not formed by an `s` at the end.
inline std::string counted(std::uint64_t number, std::string_view singular,
                           std::string_view plural = "") {
  std::string text = std::to_string(number) + " ";
  if (number == 1) return text.append(singular);
  return plural.empty() ? text.append(singular).append("s") : text.append(plural);
}

}  // namespace kb
