#include "corpus/machine/system/system_nt.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/machine/system/installed_fixes.h"
#include "corpus/machine/system/known_files.h"
#include "corpus/machine/system/products.h"
#include "corpus/machine/system/registry_file.h"
#include "corpus/machine/system/setup_files.h"
#include "corpus/machine/system/started_programs.h"
#include "corpus/machine/system/users.h"
#include "parser/text/ascii.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr std::string_view kCurrent = "Microsoft\\Windows NT\\CurrentVersion";

/// Opens a hive, or the copy that setup and Rdisk keep, which also lies on an emergency repair
/// disk.
RegistryFile open_hive(const MachineFolder& folder, const std::string& root,
                       const std::string& name, Machine& machine) {
  return open_first_registry(folder,
                             {root + "system32/config/" + name, root + "repair/" + name + "._",
                              root + "repair/" + name, root + name + "._"},
                             machine);
}

void read_hotfixes(const MachineFolder& folder, const std::string& root, const Registry* software,
                   Machine& machine) {
  if (software != nullptr) {
    for (const RegistryKey& entry : software->subkeys(std::string(kCurrent) + "\\HotFix")) {
      if (software->number(entry.key, "Installed").value_or(1) != 0)
        add_installed(machine, article_of_fix(entry.name), "registry");
    }
  }
  for (const MachineFile& file : folder.files()) {
    if (!istarts_with(file.path, root + "$NtUninstall")) continue;
    const std::string_view name = std::string_view(file.path).substr(root.size());
    const std::size_t end = name.find('/');
    if (end != std::string_view::npos)
      add_installed(machine, article_of_fix(name.substr(0, end)), "folder");
  }
  sort_installed(machine);
}

/// Takes processor, version and build of the kernel.
void read_kernel(const MachineFolder& folder, const std::string& root, InstalledSystem& system) {
  std::string kernel;
  for (const std::string_view name : {"ntoskrnl.exe", "kernel32.dll"}) {
    const auto file = program_at(folder, root + "system32/" + std::string(name));
    if (!file) continue;
    if (system.platform.empty()) system.platform = file->platform;
    if (kernel.empty()) kernel = file->version;
  }
  if (kernel.empty()) return;
  const auto numbers = numbers_of(kernel);
  system.version = fmt::format("{}.{}", numbers[0], numbers[1]);
  system.build = numbers[2];
}

/// Takes version, build and service pack of the hive `software`.
void read_software(const Registry& software, InstalledSystem& system) {
  constexpr std::string_view kLabel = "Service Pack ";
  const std::string version = software.text(kCurrent, "CurrentVersion");
  if (!version.empty()) system.version = version;
  std::string build = software.text(kCurrent, "CurrentBuildNumber");
  if (build.empty()) build = software.text(kCurrent, "CurrentBuild");
  system.build = leading_number<std::uint32_t>(build);
  const std::string text = software.text(kCurrent, "CSDVersion");
  if (istarts_with(text, kLabel))
    system.service_pack =
        lower(text.substr(kLabel.size(), text.find_first_of(" ,", kLabel.size()) - kLabel.size()));
}

/// Takes product, edition and, where `software` did not tell it, service pack of the hive `system`.
void read_control(const Registry* control, InstalledSystem& system) {
  if (control == nullptr) return name_release(system, "");
  const std::string set =
      fmt::format("ControlSet{:03}\\Control\\", control->number("Select", "Current").value_or(1));
  const std::string options = set + "ProductOptions";
  system.terminal_server =
      system.version == "4.0" && iequals(control->text(options, "ProductSuite"), "Terminal Server");
  name_release(system, control->text(options, "ProductType"));
  const auto number = control->number(set + "Windows", "CSDVersion");
  if (system.service_pack.empty() && number && *number >= 0x100)
    system.service_pack = std::to_string(*number >> 8);
}

}  // namespace

void read_nt(const MachineFolder& folder, const std::string& root, Machine& machine) {
  const RegistryFile software_file = open_hive(folder, root, "software", machine);
  const RegistryFile control_file = open_hive(folder, root, "system", machine);
  const Registry* software = software_file.registry.get();
  InstalledSystem& system = machine.system.emplace();
  read_kernel(folder, root, system);
  if (software != nullptr) read_software(*software, system);
  read_control(control_file.registry.get(), system);
  // A copy of the registry may be older than the service pack.
  system.service_pack_known = iequals(software_file.path, root + "system32/config/software") ||
                              !system.service_pack.empty();
  read_hotfixes(folder, root, software, machine);
  const bool has_6a = std::any_of(machine.installed.begin(), machine.installed.end(),
                                  [](const InstalledFix& fix) { return fix.id == "Q246009"; });
  if (system.version == "4.0" && system.service_pack == "6" && has_6a) system.service_pack = "6a";
  check_setup_files(folder, root, machine);
  std::optional<Software> registered;
  if (software != nullptr) {
    registered.emplace(Software{*software, ""});
    check_started_programs(folder, *software, "Microsoft\\", software_file.path, root, machine);
  } else {
    machine.diagnostics.emplace_back(
        "without system32/config/software the service pack and the hotfixes are not all known");
  }
  find_products(folder, registered, root + "system32/", system);
  read_users(folder, root, machine);
}

}  // namespace kb
