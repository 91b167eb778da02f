// The programs that the registry starts with Windows or with a user: is each on the disk? Windows
// complains at each start of one that is not.
//
//     ScanRegistry     = C:\WINDOWS\scanregw.exe /autorun
//     LoadPowerProfile = Rundll32.exe powrprof.dll,LoadCurrentPwrScheme
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/registry/registry.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

struct StartedProgram {
  std::string name;    ///< `scanregw.exe`
  std::string folder;  ///< on drive C, with `/`: `WINDOWS`; empty where Windows looks for it
};

/// The program that a command starts, and the library that Rundll32 loads. Those whose place is not
/// known are left out: short names (`NAVAPW~1.EXE`), other drives, variables.
std::vector<StartedProgram> programs_of(std::string_view command);

/// Adds a fault for each program that a registry file starts and that lies nowhere on the disk.
/// `below` is its path of Microsoft's key, with a backslash at its end; `source` the file; `root`
/// the folder of Windows, empty or with `/` at its end.
///
/// Nothing is told of a part of a disk: where the kernel, the folder of the program, or more than
/// half of the programs are not there.
void check_started_programs(const MachineFolder& folder, const Registry& registry,
                            const std::string& below, const std::string& source,
                            const std::string& root, Machine& machine);

}  // namespace kb
