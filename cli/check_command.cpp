#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/terminal.h"
#include "indexer/check.h"

namespace kb {
namespace {

int run_check(const CommonOptions& common) {
  const std::string folder = index_folder(common);
  const auto faults = check_index(folder);
  if (!faults) return report(faults.error());
  Output out(common);
  if (common.json) {
    out.line(nlohmann::ordered_json{{"format", 1}, {"index", folder}, {"faults", *faults}}.dump(
        -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  } else if (faults->empty()) {
    out.line(out.safe("the index " + folder + " is sound"));
  }
  out.flush();
  if (faults->empty()) return kFound;
  return report({ErrorKind::kDamaged,
                 fmt::format("the index {} is damaged: {}", folder, fmt::join(*faults, ", ")),
                 "build it again with `kb index PATH...`"});
}

}  // namespace

Run setup_check(CLI::App& /*app*/) { return run_check; }

}  // namespace kb
