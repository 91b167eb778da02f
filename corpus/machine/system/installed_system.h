// Which Windows lies in a folder: its version and service pack, what else is installed, and which
// hotfixes it names.
//
// The folder of Windows is the one that boot.ini starts, or the WinDir of MSDOS.SYS; else the
// folder above a registry or a kernel. Versions come from the registry of Windows NT and later
// (system32/config/software, system); where that is missing, and for Windows 95 to Me, from the
// kernel's own version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"

namespace kb {

/// A product beside Windows.
struct InstalledProduct {
  std::string name;     ///< `Internet Explorer`
  std::string version;  ///< `4.72.3612.1713`
  std::string profile;  ///< its short name in a machine profile, `ie4`; empty if it has none
};

struct InstalledSystem {
  std::string product;              ///< `Windows NT Server`
  std::string family;               ///< as articles name it: `Windows NT`, `Windows 98`
  std::string version;              ///< `4.0`
  std::uint32_t build = 0;          ///< 1381; 0 if unknown
  std::string service_pack;         ///< `6a`; empty if none is known
  bool service_pack_known = false;  ///< an empty one means that there is none
  std::string root;      ///< the folder of Windows below the path, `.` if it is the path itself
  std::string platform;  ///< `x86`, `Alpha`; empty if unknown
  bool terminal_server = false;        ///< the edition of Windows NT 4.0 with files of its own
  std::vector<InstalledProduct> also;  ///< those with a profile first

  /// The profile for `kb search --on`: `nt4sp6a,ie4`; empty if Windows has no short name.
  std::string profile() const;
};

/// A hotfix that the machine names as installed.
struct InstalledFix {
  std::string id;       ///< `Q246009`
  std::string witness;  ///< `registry`, `folder` or `list`
};

/// A program that is not as it should be.
struct FileFault {
  enum class Kind {
    kDamaged,  ///< it is not as setup has put it
    kMissing,  ///< setup has put it there, and it is gone
    kStarted   ///< the registry starts it, and it is not there
  };
  std::string path;  ///< below the folder of Windows: `system32/samsrv.dll`; its name if started
  Kind kind = Kind::kMissing;
  std::string source;  ///< the file that shows it: itself, the setup.log or the registry
};

struct Machine {
  std::optional<InstalledSystem> system;  ///< null if there is nothing of Windows
  std::vector<InstalledFix> installed;    ///< sorted by number, each once
  std::vector<FileFault> faults;
  std::vector<std::string> diagnostics;  ///< sentences about what could not be read
};

/// Sets family and product of a system by its version. `type` is the ProductType of the registry:
/// `WinNT` of a workstation; empty if unknown.
void name_release(InstalledSystem& system, std::string_view type);

/// `Windows NT Server 4.0, build 1381, Service Pack 6a`, as far as it is known.
std::string title_of(const InstalledSystem& system);

/// Reads what is installed. Never fails; what can't be read is told in the diagnostics. Of several
/// folders of Windows it is the one that `windows` names (`WINNT`, `partition2/WINNT`), in any
/// case; where that is empty, the one that the disk starts. There is no system if `windows` is no
/// such folder.
Machine read_machine(const MachineFolder& folder, std::string_view windows = {});

/// The folder of Windows that a boot.ini starts first: `WINNT`; empty if it names none.
std::string root_of_boot_ini(std::string_view text);
/// The WinDir of an MSDOS.SYS without its drive: `WINDOWS`; empty if it names none.
std::string root_of_msdos_sys(std::string_view text);

}  // namespace kb
