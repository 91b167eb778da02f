#include "corpus/machine/system/installed_fixes.h"

#include <algorithm>

#include "parser/text/ascii.h"

namespace kb {

std::string article_of_fix(std::string_view name) {
  if (istarts_with(name, "$NtUninstall")) name.remove_prefix(12);
  if (name.ends_with('$')) name.remove_suffix(1);
  if (!istarts_with(name, "KB") && !istarts_with(name, "Q")) return {};
  name.remove_prefix(to_lower(name[0]) == 'k' ? 2 : 1);
  const std::string_view digits = name.substr(0, name.find_first_not_of("0123456789"));
  if (digits.size() < 5 || digits.size() > 6) return {};
  return "Q" + std::string(digits);
}

void add_installed(Machine& machine, std::string id, std::string_view witness) {
  if (!id.empty()) machine.installed.push_back({std::move(id), std::string(witness)});
}

void sort_installed(Machine& machine) {
  auto& fixes = machine.installed;
  std::stable_sort(fixes.begin(), fixes.end(), [](const InstalledFix& a, const InstalledFix& b) {
    return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
  });
  const auto same = [](const InstalledFix& a, const InstalledFix& b) { return a.id == b.id; };
  fixes.erase(std::unique(fixes.begin(), fixes.end(), same), fixes.end());
}

}  // namespace kb
