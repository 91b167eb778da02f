#include "web/export/spellings.h"

#include <fmt/format.h>

#include "parser/codes/code_bits.h"

namespace kb {

std::set<std::string> spellings_of(const std::string& canonical, const HeldCode& code) {
  std::set<std::string> all = code.spellings;
  all.insert(canonical);
  const auto value = value_of(code.family, canonical);
  if (!value) return all;
  const std::string hex = hex32(*value);
  switch (code.family) {
    case CodeFamily::kCode32:
    case CodeFamily::kJet:
      all.insert({hex, hex.substr(2), hex.substr(2) + "h", "&H" + hex.substr(2)});
      if (*value >= 1U << 31U) {
        all.insert(fmt::format("{}", static_cast<std::int32_t>(*value)));
        all.insert(fmt::format("{}", *value));
      }
      break;
    case CodeFamily::kBugcheck:
      all.insert({"STOP " + hex, fmt::format("STOP 0x{:X}", *value)});
      break;
    case CodeFamily::kEvent:
      all.insert(fmt::format("Event ID {}", *value));
      break;
    case CodeFamily::kWin32:
      all.insert({fmt::format("error {}", *value), fmt::format("error 0x{:x}", *value)});
      break;
    case CodeFamily::kRuntime:
      all.insert(fmt::format("Run-time error {}", *value));
      break;
    default:
      break;
  }
  return all;
}

std::vector<std::string> spellings_of_id(std::string_view id) {
  const std::string number(id.substr(id.empty() ? 0 : 1));
  return {std::string(id), "KB" + number, number};
}

}  // namespace kb
