#include "corpus/machine/system/users.h"

#include "corpus/machine/system/known_files.h"
#include "corpus/machine/system/products.h"
#include "corpus/machine/system/registry_file.h"
#include "corpus/machine/system/started_programs.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::size_t kMostUsers = 50;

/// Is the file a user's of the Windows in `root`? Windows 2000 keeps them beside its own folder.
bool is_of(std::string_view path, const std::string& root) {
  return istarts_with(path, root) || istarts_with(path, drive_of(root) + "Documents and Settings/");
}

}  // namespace

void read_users(const MachineFolder& folder, const std::string& root, Machine& machine) {
  std::size_t users = 0;
  for (const std::string_view name : {"user.dat", "ntuser.dat"}) {
    for (const MachineFile* file : folder.named(name)) {
      if (!is_of(file->path, root) || ++users > kMostUsers) continue;
      const RegistryFile user = open_first_registry(folder, {file->path}, machine);
      if (!user.registry) continue;
      find_registered({*user.registry, "Software\\"}, *machine.system);
      check_started_programs(folder, *user.registry, "Software\\Microsoft\\", user.path, root,
                             machine);
    }
  }
  if (users > kMostUsers)
    machine.diagnostics.push_back("only the registries of the first " + std::to_string(kMostUsers) +
                                  " users were read");
}

}  // namespace kb
