#include "parser/text/percent.h"

#include "parser/text/ascii.h"

namespace kb {

std::string percent_encoded(std::string_view text, std::string_view keep) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_alnum(c) || std::string_view("-._~").find(c) != std::string_view::npos ||
        keep.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      (out += '%') += kDigits[byte / 16U];
      out += kDigits[byte % 16U];
    }
  }
  return out;
}

}  // namespace kb
