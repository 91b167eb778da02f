#include "query/inspect/inspect.h"

#include <algorithm>

#include "query/inspect/machine_list.h"
#include "query/language/dates.h"

namespace kb {

Result<Inspection> inspect(const InspectRequest& request, const Index* index) {
  const auto folder = MachineFolder::open(request.path);
  if (!folder) return tl::make_unexpected(folder.error());
  Machine machine = read_machine(*folder, request.windows);
  if (!request.windows.empty() && !machine.system)
    return fail(ErrorKind::kUsage, "there is no Windows in " + request.windows,
                "give a folder below " + request.path + " that holds a registry or a kernel");
  Inspection out;
  out.diagnostics = machine.diagnostics;
  out.failures = read_failures(*folder, machine, request.since, out.diagnostics);
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

Result<std::string> first_day(const std::string& typed) {
  if (typed.empty()) return std::string();
  const auto range = parse_date_range(typed);
  if (!range || range->first.size() != 8)
    return fail(ErrorKind::kUsage, "'" + typed + "' is no date",
                "type it as 1999, 1999-04 or 1999-04-21");
  const std::string& day = range->first;
  return day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6);
}

Result<Inspection> inspect_lists(std::string_view text, const Index* index) {
  ListedMachine listed = read_machine_list(text);
  Inspection out;
  const bool any = !listed.folder.files().empty() || !listed.machine.installed.empty();
  if (!listed.machine.system && any)
    out.diagnostics.emplace_back(
        "the lists do not say which Windows it is; put the line that `ver` prints before them");
  if (index != nullptr) {
    auto fixes = judge_fixes(*index, listed.folder, listed.machine, out.diagnostics);
    if (!fixes) return tl::make_unexpected(fixes.error());
    out.fixes = std::move(*fixes);
  }
  out.system = std::move(listed.machine.system);
  out.installed = std::move(listed.machine.installed);
  return out;
}

}  // namespace kb
