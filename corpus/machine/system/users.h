// What the registries of a machine's users add: USER.DAT of Windows 95 to Me, NTUSER.DAT of Windows
// NT and later.
#pragma once

#include <string>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

/// Adds the products that only a user has to the machine's system, which must be there, and faults
/// for what is started and missing. `root` is the folder of Windows, empty or with `/` at its end.
/// What can't be read is told in the diagnostics.
void read_users(const MachineFolder& folder, const std::string& root, Machine& machine);

}  // namespace kb
