#include "corpus/machine/system/system_nt.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpus/machine/registry/registry_hive.h"
#include "corpus/machine/system/installed_fixes.h"
#include "corpus/machine/system/known_files.h"
#include "corpus/machine/system/products.h"
#include "corpus/machine/system/registry_file.h"
#include "corpus/machine/system/setup_files.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::string_view kCurrent = "Microsoft\\Windows NT\\CurrentVersion";

void open_hive(const MachineFolder& folder, const std::string& path,
               RegistryFile<RegistryHive>& out, Machine& machine) {
  const MachineFile* file = open_registry(folder, path, out, machine);
  if (file != nullptr && out.registry->unfinished()) {
    machine.diagnostics.push_back(
        file->path + " was in use when it was copied; the last changes may be missing");
  }
}

void read_hotfixes(const MachineFolder& folder, const std::string& root,
                   const std::optional<RegistryHive>& software, Machine& machine) {
  if (software) {
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

std::string service_pack_of(const std::optional<RegistryHive>& software,
                            const std::optional<RegistryHive>& system,
                            const std::string& control_set) {
  constexpr std::string_view kLabel = "Service Pack ";
  if (software) {
    const std::string text = software->text(kCurrent, "CSDVersion");
    if (istarts_with(text, kLabel))
      return lower(
          text.substr(kLabel.size(), text.find_first_of(" ,", kLabel.size()) - kLabel.size()));
  }
  if (!system) return {};
  const auto number = system->number(control_set + "\\Control\\Windows", "CSDVersion");
  return number && *number >= 0x100 ? std::to_string(*number >> 8) : std::string();
}

}  // namespace

void read_nt(const MachineFolder& folder, const std::string& root, Machine& machine) {
  RegistryFile<RegistryHive> software;
  RegistryFile<RegistryHive> control;
  open_hive(folder, root + "system32/config/software", software, machine);
  open_hive(folder, root + "system32/config/system", control, machine);
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
  if (software.registry) {
    const std::string version = software.registry->text(kCurrent, "CurrentVersion");
    if (!version.empty()) system.version = version;
    std::string build = software.registry->text(kCurrent, "CurrentBuildNumber");
    if (build.empty()) build = software.registry->text(kCurrent, "CurrentBuild");
    std::from_chars(build.data(), build.data() + build.size(), system.build);
  }
  std::string type;
  std::string control_set;
  if (control.registry) {
    control_set =
        fmt::format("ControlSet{:03}", control.registry->number("Select", "Current").value_or(1));
    type = control.registry->text(control_set + "\\Control\\ProductOptions", "ProductType");
  }
  if (control.registry && system.version == "4.0") {
    const std::string options = control_set + "\\Control\\ProductOptions";
    system.terminal_server =
        iequals(control.registry->text(options, "ProductSuite"), "Terminal Server");
  }
  name_release(system, type);
  system.service_pack = service_pack_of(software.registry, control.registry, control_set);
  system.service_pack_known = software.registry.has_value() || !system.service_pack.empty();
  read_hotfixes(folder, root, software.registry, machine);
  const bool has_6a = std::any_of(machine.installed.begin(), machine.installed.end(),
                                  [](const InstalledFix& fix) { return fix.id == "Q246009"; });
  if (system.version == "4.0" && system.service_pack == "6" && has_6a) system.service_pack = "6a";
  std::optional<Software> registered;
  if (software.registry) registered.emplace(Software{*software.registry, ""});
  find_products(folder, registered, root + "system32/", system);
  if (!software.registry)
    machine.diagnostics.emplace_back(
        "without system32/config/software the service pack and the hotfixes are not all known");
  check_setup_files(folder, root, machine);
  machine.system = std::move(system);
}

}  // namespace kb
