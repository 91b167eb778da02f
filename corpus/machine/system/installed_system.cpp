#include "corpus/machine/system/installed_system.h"

#include <algorithm>
#include <array>

#include "corpus/machine/system/known_files.h"
#include "corpus/machine/system/setup_files.h"
#include "corpus/machine/system/system_9x.h"
#include "corpus/machine/system/system_nt.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

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
/// An emergency repair disk of Windows NT; a folder of setup may have one, too.
constexpr std::array<std::string_view, 1> kMarksOfRepairDisk = {"software._"};

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

/// Is there a mark of Windows in the folder `root`, which ends with `/`?
template <std::size_t kCount>
bool has_mark(const MachineFolder& folder, const std::string& root,
              const std::array<std::string_view, kCount>& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return folder.find(root + std::string(mark)) != nullptr;
  });
}

/// Puts the folder that the disk itself names first, and says which others there are.
std::string choose_root(const MachineFolder& folder, std::vector<std::string> roots, bool nt,
                        Machine& machine) {
  const std::string named = nt ? root_of_boot_ini(text_at(folder, "boot.ini"))
                               : root_of_msdos_sys(text_at(folder, "msdos.sys"));
  const auto at = std::find_if(roots.begin(), roots.end(), [&](const std::string& root) {
    return !named.empty() && iequals(root, named + "/");
  });
  if (at != roots.end()) std::rotate(roots.begin(), at, at + 1);
  for (std::size_t i = 1; i < roots.size() && i < 10; ++i)
    machine.diagnostics.push_back("another Windows lies in " + roots[i] + "; --windows " +
                                  roots[i] + " inspects it");
  return roots[0];
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

std::string title_of(const InstalledSystem& system) {
  std::string title = system.product;
  if (!system.version.empty()) title += " " + system.version;
  if (system.build != 0) title += ", build " + std::to_string(system.build);
  if (!system.service_pack.empty()) title += ", Service Pack " + system.service_pack;
  return title;
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

Machine read_machine(const MachineFolder& folder, std::string_view windows) {
  Machine machine;
  machine.diagnostics = folder.diagnostics();
  std::string root;
  bool nt = false;
  if (windows.empty()) {
    auto roots = roots_with(folder, kMarksOfNt);
    nt = !roots.empty();
    if (!nt) roots = roots_with(folder, kMarksOf9x);
    if (roots.empty()) {
      roots = roots_with(folder, kMarksOfRepairDisk);
      nt = true;
    }
    if (roots.empty()) {
      machine.system = system_of_setup_log(folder, machine);
      return machine;
    }
    root = choose_root(folder, std::move(roots), nt, machine);
  } else {
    while (windows.ends_with('/')) windows.remove_suffix(1);
    root = std::string(windows) + "/";
    nt = has_mark(folder, root, kMarksOfNt);
    if (!nt && !has_mark(folder, root, kMarksOf9x)) return machine;
  }
  nt ? read_nt(folder, root, machine) : read_9x(folder, root, machine);
  if (machine.system->version.empty()) {
    if (auto named = system_of_setup_log(folder, machine)) machine.system = std::move(named);
  }
  if (root.ends_with('/')) root.pop_back();
  machine.system->root = root.empty() ? "." : root;
  return machine;
}

}  // namespace kb
