// What is installed with Windows NT and later: registry (system32/config), hotfixes, kernel.
#pragma once

#include <string>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

/// Reads the Windows NT whose folder is `root`, which is empty or ends with `/`. What can't be read
/// is told in the diagnostics.
void read_nt(const MachineFolder& folder, const std::string& root, Machine& machine);

}  // namespace kb
