#include "query/inspect/inspect.h"

#include <algorithm>

namespace kb {

Result<Inspection> inspect(const std::string& path, const Index* index) {
  const auto folder = MachineFolder::open(path);
  if (!folder) return tl::make_unexpected(folder.error());
  Machine machine = read_machine(*folder);
  Inspection out;
  out.diagnostics = machine.diagnostics;
  out.failures = read_failures(*folder, out.diagnostics);
  if (index != nullptr) {
    if (const auto done = find_articles(*index, out.failures); !done)
      return tl::make_unexpected(done.error());
    auto fixes = judge_fixes(*index, *folder, machine, out.diagnostics);
    if (!fixes) return tl::make_unexpected(fixes.error());
    out.fixes = std::move(*fixes);
  }
  out.system = std::move(machine.system);
  out.installed = std::move(machine.installed);
  return out;
}

}  // namespace kb
