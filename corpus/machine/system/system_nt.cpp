#include "corpus/machine/system/system_nt.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpus/machine/system/installed_fixes.h"
#include "corpus/machine/system/known_files.h"
#include "corpus/machine/system/products.h"
#include "corpus/machine/system/registry_file.h"
#include "corpus/machine/system/setup_files.h"
#include "corpus/machine/system/started_programs.h"
#include "corpus/machine/system/users.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::string_view kCurrent = "Microsoft\\Windows NT\\CurrentVersion";

/// Opens a hive, or where it is not there or damaged the copy that setup and Rdisk keep, which also
/// lies on an emergency repair disk.
RegistryFile open_hive(const MachineFolder& folder, const std::string& root,
                       const std::string& name, Machine& machine) {
  const std::string used = root + "system32/config/" + name;
  RegistryFile hive = open_first_registry(
      folder, {used, root + "repair/" + name + "._", root + "repair/" + name, root + name + "._"},
      machine);
  if (hive.registry && !iequals(hive.path, used))
    machine.diagnostics.push_back(
        hive.path + " was read, which is as old as the setup or the last run of Rdisk");
  return hive;
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

std::string service_pack_of(const Registry* software, const Registry* system,
                            const std::string& control_set) {
  constexpr std::string_view kLabel = "Service Pack ";
  if (software != nullptr) {
    const std::string text = software->text(kCurrent, "CSDVersion");
    if (istarts_with(text, kLabel))
      return lower(
          text.substr(kLabel.size(), text.find_first_of(" ,", kLabel.size()) - kLabel.size()));
  }
  if (system == nullptr) return {};
  const auto number = system->number(control_set + "\\Control\\Windows", "CSDVersion");
  return number && *number >= 0x100 ? std::to_string(*number >> 8) : std::string();
}

}  // namespace

void read_nt(const MachineFolder& folder, const std::string& root, Machine& machine) {
  const RegistryFile software_file = open_hive(folder, root, "software", machine);
  const RegistryFile control_file = open_hive(folder, root, "system", machine);
  const Registry* software = software_file.registry.get();
  const Registry* control = control_file.registry.get();
  InstalledSystem system;
  std::string kernel;
  for (const std::string_view name : {"ntoskrnl.exe", "kernel32.dll"}) {
    const auto file = program_at(folder, root + "system32/" + std::string(name));
    if (!file) continue;
    if (system.platform.empty()) system.platform = file->platform;
    if (kernel.empty()) kernel = file->version;
  }
  if (!kernel.empty()) {
    const auto numbers = numbers_of(kernel);
    system.version = fmt::format("{}.{}", numbers[0], numbers[1]);
    system.build = numbers[2];
  }
  if (software != nullptr) {
    const std::string version = software->text(kCurrent, "CurrentVersion");
    if (!version.empty()) system.version = version;
    std::string build = software->text(kCurrent, "CurrentBuildNumber");
    if (build.empty()) build = software->text(kCurrent, "CurrentBuild");
    std::from_chars(build.data(), build.data() + build.size(), system.build);
  }
  std::string type;
  std::string control_set;
  if (control != nullptr) {
    control_set = fmt::format("ControlSet{:03}", control->number("Select", "Current").value_or(1));
    type = control->text(control_set + "\\Control\\ProductOptions", "ProductType");
  }
  if (control != nullptr && system.version == "4.0") {
    const std::string options = control_set + "\\Control\\ProductOptions";
    system.terminal_server = iequals(control->text(options, "ProductSuite"), "Terminal Server");
  }
  name_release(system, type);
  system.service_pack = service_pack_of(software, control, control_set);
  system.service_pack_known = software != nullptr || !system.service_pack.empty();
  read_hotfixes(folder, root, software, machine);
  const bool has_6a = std::any_of(machine.installed.begin(), machine.installed.end(),
                                  [](const InstalledFix& fix) { return fix.id == "Q246009"; });
  if (system.version == "4.0" && system.service_pack == "6" && has_6a) system.service_pack = "6a";
  check_setup_files(folder, root, machine);
  std::optional<Software> registered;
  if (software != nullptr) {
    registered.emplace(Software{*software, ""});
    check_started_programs(folder, *software, "Microsoft\\", software_file.path, root, machine);
  }
  find_products(folder, registered, root + "system32/", system);
  read_users(folder, root, system, machine);
  if (software == nullptr)
    machine.diagnostics.emplace_back(
        "without system32/config/software the service pack and the hotfixes are not all known");
  machine.system = std::move(system);
}

}  // namespace kb
