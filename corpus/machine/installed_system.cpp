#include "corpus/machine/installed_system.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>

#include "corpus/machine/program_file.h"
#include "corpus/machine/registry_9x.h"
#include "corpus/machine/registry_hive.h"
#include "corpus/read_file.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::uint64_t kMostHive = 64ULL << 20;
constexpr std::uint64_t kMostProgram = 64ULL << 20;
constexpr std::uint64_t kMostText = 1ULL << 20;

constexpr std::string_view kCurrent = "Microsoft\\Windows NT\\CurrentVersion";

std::vector<std::uint32_t> numbers_of(std::string_view version) {
  std::vector<std::uint32_t> numbers;
  for (const std::string_view part : split(version, '.')) {
    std::uint32_t number = 0;
    std::from_chars(part.data(), part.data() + part.size(), number);
    numbers.push_back(number);
  }
  numbers.resize(4);
  return numbers;
}

/// How a release of Windows is called; `type` is its ProductType, `WinNT` of a workstation.
struct Release {
  std::string_view version;
  std::string_view family;
  std::string_view workstation;
  std::string_view server;
  std::string_view profile;
};

constexpr std::array<Release, 9> kReleases = {{
    {"3.51", "Windows NT", "Windows NT Workstation", "Windows NT Server", "nt351"},
    {"4.0", "Windows NT", "Windows NT Workstation", "Windows NT Server", "nt4"},
    {"5.0", "Windows 2000", "Windows 2000 Professional", "Windows 2000 Server", "win2000"},
    {"5.1", "Windows XP", "Windows XP", "Windows XP", "winxp"},
    {"5.2", "Windows Server 2003", "Windows Server 2003", "Windows Server 2003", ""},
    {"4.00", "Windows 95", "Windows 95", "", "win95"},
    {"4.03", "Windows 95", "Windows 95", "", "win95"},
    {"4.10", "Windows 98", "Windows 98", "", "win98"},
    {"4.90", "Windows Me", "Windows Me", "", "winme"},
}};

const Release* release_of(std::string_view version) {
  const auto found = std::find_if(kReleases.begin(), kReleases.end(),
                                  [&](const Release& one) { return one.version == version; });
  return found == kReleases.end() ? nullptr : &*found;
}

// ---- which folder

/// What stands behind a label such as `WinDir=` in an .ini file; empty if it has no such line.
std::string ini_value(std::string_view text, std::string_view label) {
  for (const std::string_view line : split_lines(text)) {
    const std::string_view trimmed = trim(line);
    const std::size_t equals = trimmed.find('=');
    if (equals != std::string_view::npos && iequals(trim(trimmed.substr(0, equals)), label))
      return std::string(trim(trimmed.substr(equals + 1)));
  }
  return {};
}

/// `multi(0)disk(0)rdisk(0)partition(1)\WINNT` as `WINNT`.
std::string below_partition(std::string_view path) {
  const std::size_t begin = path.find('\\');
  if (begin == std::string_view::npos) return {};
  std::string folder(trim(path.substr(begin + 1, path.find_first_of("=\"", begin) - begin - 1)));
  std::replace(folder.begin(), folder.end(), '\\', '/');
  while (folder.ends_with('/')) folder.pop_back();
  return folder;
}

/// What marks a folder as that of Windows NT or of Windows 95 to Me, the surest first.
constexpr std::array<std::string_view, 4> kMarksOfNt = {
    "system32/config/software", "system32/config/system", "system32/ntoskrnl.exe",
    "system32/kernel32.dll"};
constexpr std::array<std::string_view, 3> kMarksOf9x = {"system.dat", "system/krnl386.exe",
                                                        "system/kernel32.dll"};

/// The folders of Windows with `/` at the end (empty for the path itself) and in their own case.
template <std::size_t kCount>
std::vector<std::string> roots_with(const MachineFolder& folder,
                                    const std::array<std::string_view, kCount>& marks) {
  std::vector<std::string> roots;
  for (const std::string_view mark : marks) {
    for (const MachineFile* file : folder.named(mark.substr(mark.rfind('/') + 1))) {
      const std::string path = lower(file->path);
      if (!path.ends_with(mark)) continue;
      const std::string root = file->path.substr(0, path.size() - mark.size());
      if (!root.empty() && !root.ends_with('/')) continue;
      const bool known = std::any_of(roots.begin(), roots.end(),
                                     [&](const std::string& one) { return iequals(one, root); });
      if (!known) roots.push_back(root);
    }
    if (!roots.empty()) break;
  }
  return roots;
}

std::string text_of(const MachineFolder& folder, std::string_view path) {
  const MachineFile* file = folder.find(path);
  if (file == nullptr) return {};
  const auto bytes = folder.read(*file, kMostText);
  return bytes ? to_utf8(*bytes) : std::string();
}

/// Puts the folder that the disk itself names first, and says which others there are.
std::string choose_root(const MachineFolder& folder, std::vector<std::string> roots, bool nt,
                        Machine& machine) {
  const std::string named = nt ? root_of_boot_ini(text_of(folder, "boot.ini"))
                               : root_of_msdos_sys(text_of(folder, "msdos.sys"));
  const auto at = std::find_if(roots.begin(), roots.end(), [&](const std::string& root) {
    return !named.empty() && iequals(root, named + "/");
  });
  if (at != roots.end()) std::rotate(roots.begin(), at, at + 1);
  for (std::size_t i = 1; i < roots.size() && i < 10; ++i)
    machine.diagnostics.push_back("another Windows lies in " + roots[i] +
                                  "; give that folder to inspect it");
  return roots[0];
}

// ---- what the registry says

/// A registry, which refers to the bytes of its file.
template <typename Registry>
struct RegistryFile {
  std::string bytes;
  std::optional<Registry> registry;
};

/// Reads and opens a registry and returns its file; null if there is none, which is no fault, or if
/// it can't be read.
template <typename Registry>
const MachineFile* open_registry(const MachineFolder& folder, const std::string& path,
                                 RegistryFile<Registry>& out, Machine& machine) {
  const MachineFile* file = folder.find(path);
  if (file == nullptr) return nullptr;
  auto bytes = folder.read(*file, kMostHive);
  if (!bytes) {
    machine.diagnostics.push_back(bytes.error().message);
    return nullptr;
  }
  out.bytes = std::move(*bytes);
  out.registry = Registry::open(out.bytes);
  if (out.registry) return file;
  machine.diagnostics.push_back(file->path + " is no registry that can be read");
  return nullptr;
}

void open_hive(const MachineFolder& folder, const std::string& path,
               RegistryFile<RegistryHive>& out, Machine& machine) {
  const MachineFile* file = open_registry(folder, path, out, machine);
  if (file != nullptr && out.registry->unfinished()) {
    machine.diagnostics.push_back(
        file->path + " was in use when it was copied; the last changes may be missing");
  }
}

/// `Q246009` of `Q246009`, `KB246009` or a folder's `$NtUninstallQ246009$`; empty for others.
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
  if (id.empty()) return;
  const bool known = std::any_of(machine.installed.begin(), machine.installed.end(),
                                 [&](const InstalledFix& fix) { return fix.id == id; });
  if (!known) machine.installed.push_back({std::move(id), std::string(witness)});
}

void sort_installed(Machine& machine) {
  std::sort(machine.installed.begin(), machine.installed.end(),
            [](const InstalledFix& a, const InstalledFix& b) {
              return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
            });
}

void read_hotfixes(const MachineFolder& folder, const std::string& root,
                   const std::optional<RegistryHive>& software, Machine& machine) {
  if (software) {
    const std::string path = std::string(kCurrent) + "\\HotFix";
    if (const auto key = software->key(path)) {
      for (const std::string& name : software->subkeys(*key)) {
        if (software->number(path + "\\" + name, "Installed").value_or(1) != 0)
          add_installed(machine, article_of_fix(name), "registry");
      }
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

// ---- what the files say

std::optional<ProgramFile> program_at(const MachineFolder& folder, const std::string& path) {
  const MachineFile* file = folder.find(path);
  if (file == nullptr) return std::nullopt;
  const auto bytes = folder.read(*file, kMostProgram);
  return bytes ? read_program_file(*bytes) : std::nullopt;
}

/// A product that is known by the version of its main file.
struct MainFile {
  std::string_view file;
  std::string_view name;
  std::string_view begins;  ///< of the version
  std::string_view profile;
};

constexpr std::array<MainFile, 9> kMainFiles = {{
    {"store.exe", "Exchange Server", "5.5.", "exch55"},
    {"store.exe", "Exchange Server", "5.0.", "exch5"},
    {"store.exe", "Exchange Server", "4.0.", "exch4"},
    {"store.exe", "Exchange 2000 Server", "6.0.", "exch2000"},
    {"inetinfo.exe", "Internet Information Server", "4.2.", "iis4"},
    {"inetinfo.exe", "Internet Information Server", "5.0.", "iis5"},
    {"sqlservr.exe", "SQL Server", "1998.", "sql7"},
    {"sqlservr.exe", "SQL Server", "7.", "sql7"},
    {"sqlservr.exe", "SQL Server 2000", "2000.", "sql2000"},
}};

/// The service packs of Exchange 5.5 by the build of its store.
std::string_view exchange_service_pack(std::uint32_t build) {
  return build >= 2653   ? "sp4"
         : build >= 2650 ? "sp3"
         : build >= 2448 ? "sp2"
         : build >= 2232 ? "sp1"
                         : "";
}

/// Adds the products whose main files are on the disk.
void find_main_files(const MachineFolder& folder, InstalledSystem& system) {
  std::string_view before;
  for (const MainFile& main : kMainFiles) {
    if (main.file == before) continue;
    for (const MachineFile* file : folder.named(main.file)) {
      const auto program = program_at(folder, file->path);
      if (!program || !program->version.starts_with(main.begins)) continue;
      std::string profile(main.profile);
      if (profile == "exch55") profile += exchange_service_pack(numbers_of(program->version)[2]);
      system.also.push_back({std::string(main.name), program->version, profile});
      before = main.file;
      break;
    }
  }
}

/// HKEY_LOCAL_MACHINE\Software of either registry.
struct Software {
  std::function<std::string(const std::string& path, std::string_view name)> text;
  std::function<std::vector<std::string>(const std::string& path)> subkeys;
};

/// What a registry has below `before`, which is empty or ends with a backslash.
template <typename Registry>
Software software_in(const Registry& registry, const std::string& before) {
  return {[&registry, before](const std::string& path, std::string_view name) {
            return registry.text(before + path, name);
          },
          [&registry, before](const std::string& path) {
            const auto key = registry.key(before + path);
            return key ? registry.subkeys(*key) : std::vector<std::string>{};
          }};
}

/// A product that the registry names in a key of its own.
struct RegisteredProduct {
  std::string_view key;  ///< below `Microsoft`
  std::string_view value;
  std::string_view name;
};

constexpr std::array<RegisteredProduct, 3> kRegistered = {{
    {"SNA Server\\CurrentVersion", "SNAVersion", "SNA Server"},
    {"SMS\\Setup", "Version", "Systems Management Server"},
    {"DataAccess", "FullInstallVer", "Data Access Components"},
}};

/// The first word of a text that begins with a digit and has a dot; empty if there is none.
std::string version_in(std::string_view text) {
  for (const std::string_view word : split_words(text)) {
    if (is_digit(word[0]) && word.find('.') != std::string_view::npos) return std::string(word);
  }
  return {};
}

void add_product(InstalledSystem& system, std::string name, std::string version) {
  const bool known =
      std::any_of(system.also.begin(), system.also.end(), [&](const InstalledProduct& one) {
        return istarts_with(name, one.name) && (one.version == version || !one.profile.empty());
      });
  if (!known && !name.empty()) system.also.push_back({std::move(name), std::move(version), {}});
}

/// Adds the products that the registry names: by keys of their own, and as those that can be
/// removed (`Uninstall`).
void find_registered(const Software& software, InstalledSystem& system) {
  constexpr std::size_t kMostProducts = 200;
  for (const RegisteredProduct& product : kRegistered) {
    const std::string version =
        software.text("Microsoft\\" + std::string(product.key), product.value);
    if (!version.empty()) add_product(system, std::string(product.name), version);
  }
  const std::string path = "Microsoft\\Windows\\CurrentVersion\\Uninstall";
  for (const std::string& entry : software.subkeys(path)) {
    if (system.also.size() == kMostProducts) return;
    std::string name = software.text(path + "\\" + entry, "DisplayName");
    std::string version = software.text(path + "\\" + entry, "DisplayVersion");
    if (version.empty()) version = version_in(name);
    if (istarts_with(name, "Microsoft ")) name.erase(0, 10);
    if (const std::size_t at = version.empty() ? name.npos : name.find(version); at != name.npos)
      name.resize(at);
    if (const std::size_t at = name.find_last_not_of(" ,-("); at != name.npos) name.resize(at + 1);
    add_product(system, std::move(name), std::move(version));
  }
}

void find_products(const MachineFolder& folder, const std::optional<Software>& software,
                   const std::string& system_folder, InstalledSystem& system) {
  std::string explorer =
      software ? software->text("Microsoft\\Internet Explorer", "Version") : std::string();
  if (explorer.empty()) {
    const auto file = program_at(folder, system_folder + "shdocvw.dll");
    if (file) explorer = file->version;
  }
  if (!explorer.empty()) {
    const auto numbers = numbers_of(explorer);
    const std::string profile = numbers[0] == 5 && numbers[1] >= 50 ? "ie55"
                                : numbers[0] >= 4 && numbers[0] <= 6
                                    ? fmt::format("ie{}", numbers[0])
                                    : std::string();
    system.also.push_back({"Internet Explorer", explorer, profile});
  }
  find_main_files(folder, system);
  if (software) find_registered(*software, system);
}

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
  if (software.registry) registered = software_in(*software.registry, "");
  find_products(folder, registered, root + "system32/", system);
  if (!software.registry)
    machine.diagnostics.emplace_back(
        "without system32/config/software the service pack and the hotfixes are not all known");
  machine.system = std::move(system);
}

constexpr std::string_view kCurrent9x = "Software\\Microsoft\\Windows\\CurrentVersion";

/// `Q168115` of an update's key, `UPD168115` or `Q168115`; empty for others.
std::string article_of_update(std::string_view name) {
  if (istarts_with(name, "UPD")) return article_of_fix("Q" + std::string(name.substr(3)));
  return article_of_fix(name);
}

/// Reads the updates of Windows 95 to Me: keys of their own, or in a key of their release.
void read_updates(const Software& software, Machine& machine) {
  const std::string path = "Microsoft\\Windows\\CurrentVersion\\Setup\\Updates";
  for (const std::string& name : software.subkeys(path)) {
    add_installed(machine, article_of_update(name), "registry");
    for (const std::string& below : software.subkeys(path + "\\" + name))
      add_installed(machine, article_of_update(below), "registry");
  }
  sort_installed(machine);
}

void read_9x(const MachineFolder& folder, const std::string& root, Machine& machine) {
  InstalledSystem system;
  system.platform = "x86";
  std::string kernel;
  for (const std::string_view name : {"kernel32.dll", "krnl386.exe"}) {
    const auto file = program_at(folder, root + "system/" + std::string(name));
    if (file && kernel.empty()) kernel = file->version;
  }
  if (kernel.empty()) kernel = ini_value(text_of(folder, "msdos.sys"), "WinVer");
  RegistryFile<Registry9x> registry;
  open_registry(folder, root + "system.dat", registry, machine);
  std::string sub_version;
  if (registry.registry) {
    const std::string number = registry.registry->text(kCurrent9x, "VersionNumber");
    if (!number.empty() && is_digit(number[0])) kernel = number;
    sub_version = registry.registry->text(kCurrent9x, "SubVersionNumber");
  }
  if (!kernel.empty()) {
    const auto numbers = numbers_of(kernel);
    system.version = fmt::format("{}.{:02}", numbers[0], numbers[1]);
    system.build = numbers[2] != 0 ? numbers[2] : numbers[3];
  }
  name_release(system, "");
  if (system.version == "4.00" && trim(sub_version).starts_with('B')) system.product += " OSR2";
  std::optional<Software> registered;
  if (registry.registry) {
    registered = software_in(*registry.registry, "Software\\");
    read_updates(*registered, machine);
  } else {
    machine.diagnostics.emplace_back(
        "without SYSTEM.DAT the updates are not known; the version is that of the kernel");
  }
  find_products(folder, registered, root + "system/", system);
  machine.system = std::move(system);
}

}  // namespace

std::string InstalledSystem::profile() const {
  const Release* release = release_of(version);
  std::string out(terminal_server ? "tse4" : release != nullptr ? release->profile : "");
  if (!out.empty() && !service_pack.empty()) out += "sp" + service_pack;
  for (const InstalledProduct& one : also) {
    if (!one.profile.empty()) out += (out.empty() ? "" : ",") + one.profile;
  }
  return out;
}

void name_release(InstalledSystem& system, std::string_view type) {
  const Release* release = release_of(system.version);
  system.family = release != nullptr ? release->family : "Windows";
  const bool server = release != nullptr && !type.empty() && !iequals(type, "WinNT");
  system.product = release == nullptr || type.empty() || (server && release->server.empty())
                       ? system.family
                   : server ? std::string(release->server)
                            : std::string(release->workstation);
  if (system.terminal_server) system.product += ", Terminal Server Edition";
  if (system.version == "4.10" && system.build >= 2222) system.product += " Second Edition";
}

std::string root_of_boot_ini(std::string_view text) {
  if (std::string root = below_partition(ini_value(text, "default")); !root.empty()) return root;
  for (const std::string_view line : split_lines(text)) {
    const std::string_view entry = trim(line);
    if (!istarts_with(entry, "multi(") && !istarts_with(entry, "scsi(")) continue;
    if (std::string root = below_partition(entry); !root.empty()) return root;
  }
  return {};
}

std::string root_of_msdos_sys(std::string_view text) {
  return below_partition(ini_value(text, "WinDir"));
}

Machine read_machine(const MachineFolder& folder) {
  Machine machine;
  machine.diagnostics = folder.diagnostics();
  auto roots = roots_with(folder, kMarksOfNt);
  const bool nt = !roots.empty();
  if (!nt) roots = roots_with(folder, kMarksOf9x);
  if (roots.empty()) return machine;
  std::string root = choose_root(folder, std::move(roots), nt, machine);
  nt ? read_nt(folder, root, machine) : read_9x(folder, root, machine);
  if (root.ends_with('/')) root.pop_back();
  machine.system->root = root.empty() ? "." : root;
  return machine;
}

}  // namespace kb
