// The files that hold a machine's registry.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/registry/registry.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

struct RegistryFile {
  std::unique_ptr<Registry> registry;
  std::string path;  ///< of the file, as it is spelt
};

/// Opens the first of the files `paths` that is there and is a registry of either kind, also a
/// compressed one; without a registry if there is none. What can't be read is told in the
/// diagnostics, and that a copy stands in for the first.
RegistryFile open_first_registry(const MachineFolder& folder, const std::vector<std::string>& paths,
                                 Machine& machine);

}  // namespace kb
