// The products beside Windows: by the versions of their main files, and as the registry names them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

/// HKEY_LOCAL_MACHINE\Software of either registry.
struct Software {
  std::function<std::string(const std::string& path, std::string_view name)> text;
  std::function<std::vector<std::string>(const std::string& path)> subkeys;
};

/// What a registry has below `before`, which is empty or ends with a backslash.
/// The registry must outlive it.
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

/// Adds the products to `system`. `system_folder` is that of the libraries, with `/` at its end;
/// `software` is null if there is no registry.
void find_products(const MachineFolder& folder, const std::optional<Software>& software,
                   const std::string& system_folder, InstalledSystem& system);

}  // namespace kb
