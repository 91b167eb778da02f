// The programs of Windows NT that setup has put on the disk (machine/setup_log.h): is each there,
// and is it whole?
#pragma once

#include <string>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

/// Compares the disk with `repair/setup.log` of the Windows in `root`, which is empty or ends with
/// `/`. A program, library or driver is missing if it is not where setup has put it, and damaged if
/// its checksum is neither that of the log nor the one in its own header. A file that a fix
/// replaced has that of its header, so it is neither.
///
/// Where more than a tenth is missing, the folder is a part of a disk; then a remark is made and no
/// file is named.
void check_setup_files(const MachineFolder& folder, const std::string& root, Machine& machine);

/// The system that a setup.log anywhere in the folder names, as on an emergency repair disk; null
/// if there is none. A remark says that nothing else is known of it.
std::optional<InstalledSystem> system_of_setup_log(const MachineFolder& folder, Machine& machine);

}  // namespace kb
