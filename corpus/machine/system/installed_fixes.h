// The hotfixes that a machine names as installed.
#pragma once

#include <string>
#include <string_view>

#include "corpus/machine/system/installed_system.h"

namespace kb {

/// `Q246009` of `Q246009`, `KB246009` or a folder's `$NtUninstallQ246009$`; empty for others.
std::string article_of_fix(std::string_view name);

/// Adds a hotfix unless `id` is empty.
void add_installed(Machine& machine, std::string id, std::string_view witness);

/// Sorts what was added by number, each once; the first witness counts.
void sort_installed(Machine& machine);

}  // namespace kb
