#include "corpus/machine/system/system_9x.h"

#include <fmt/format.h>

#include "corpus/machine/system/installed_fixes.h"
#include "corpus/machine/system/known_files.h"
#include "corpus/machine/system/products.h"
#include "corpus/machine/system/registry_file.h"
#include "corpus/machine/system/started_programs.h"
#include "corpus/machine/system/users.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::string_view kCurrent9x = "Software\\Microsoft\\Windows\\CurrentVersion";

/// `Q168115` of an update's key, `UPD168115` or `Q168115`; empty for others.
std::string article_of_update(std::string_view name) {
  if (istarts_with(name, "UPD")) return article_of_fix("Q" + std::string(name.substr(3)));
  return article_of_fix(name);
}

/// Reads the updates of Windows 95 to Me: keys of their own, or in a key of their release.
void read_updates(const Registry& registry, Machine& machine) {
  constexpr std::size_t kMostUpdates = 10'000;
  std::size_t seen = 0;
  for (const RegistryKey& entry : registry.subkeys(std::string(kCurrent9x) + "\\Setup\\Updates")) {
    add_installed(machine, article_of_update(entry.name), "registry");
    for (const RegistryKey& below : registry.subkeys(entry.key)) {
      if (++seen > kMostUpdates) break;
      add_installed(machine, article_of_update(below.name), "registry");
    }
    if (seen > kMostUpdates) break;
  }
  sort_installed(machine);
}

}  // namespace

void read_9x(const MachineFolder& folder, const std::string& root, Machine& machine) {
  InstalledSystem& system = machine.system.emplace();
  system.platform = "x86";
  std::string kernel;
  for (const std::string_view name : {"kernel32.dll", "krnl386.exe"}) {
    const auto program = program_at(folder, root + "system/" + std::string(name));
    if (program && kernel.empty()) kernel = program->version;
  }
  if (kernel.empty()) kernel = ini_value(text_at(folder, "msdos.sys"), "WinVer");
  const RegistryFile file =
      open_first_registry(folder, {root + "system.dat", root + "system.da0"}, machine);
  const Registry* registry = file.registry.get();
  std::string sub_version;
  if (registry != nullptr) {
    const std::string number = registry->text(kCurrent9x, "VersionNumber");
    if (!number.empty() && is_digit(number[0])) kernel = number;
    sub_version = registry->text(kCurrent9x, "SubVersionNumber");
  }
  if (!kernel.empty()) {
    const auto numbers = numbers_of(kernel);
    system.version = fmt::format("{}.{:02}", numbers[0], numbers[1]);
    system.build = numbers[2] != 0 ? numbers[2] : numbers[3];
  }
  name_release(system, "");
  if (system.version == "4.00" && trim(sub_version).starts_with('B')) system.product += " OSR2";
  std::optional<Software> registered;
  if (registry != nullptr) {
    registered.emplace(Software{*registry, "Software\\"});
    read_updates(*registry, machine);
    check_started_programs(folder, *registry, "Software\\Microsoft\\", file.path, root, machine);
  } else {
    machine.diagnostics.emplace_back(
        "without SYSTEM.DAT the updates are not known; the version is that of the kernel");
  }
  find_products(folder, registered, root + "system/", system);
  read_users(folder, root, machine);
}

}  // namespace kb
