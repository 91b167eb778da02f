// The products beside Windows: by the versions of their main files, and as the registry names them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/registry/registry.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

/// The key Software of a registry of either kind, which must outlive it.
struct Software {
  const Registry& registry;
  std::string below;  ///< its path in the registry, empty or with a backslash at its end
};

/// Adds the products that a registry names: in keys of their own, and as those that can be removed
/// (`Uninstall`).
void find_registered(const Software& software, InstalledSystem& system);

/// Adds all products to `system`. `system_folder` is that of the libraries, with `/` at its end;
/// `software` is null if there is no registry.
void find_products(const MachineFolder& folder, const std::optional<Software>& software,
                   const std::string& system_folder, InstalledSystem& system);

}  // namespace kb
