#include "corpus/machine/system/registry_file.h"

#include "corpus/machine/compressed_file.h"

namespace kb {

RegistryFile open_first_registry(const MachineFolder& folder, const std::vector<std::string>& paths,
                                 Machine& machine) {
  constexpr std::uint64_t kMostRegistry = 64ULL << 20;
  for (const std::string& path : paths) {
    const MachineFile* file = folder.find(path);
    if (file == nullptr) continue;
    auto bytes = folder.read(*file, kMostRegistry);
    if (!bytes) {
      machine.diagnostics.push_back(bytes.error().message);
      continue;
    }
    if (auto unpacked = expand_file(*bytes, kMostRegistry)) *bytes = std::move(*unpacked);
    if (auto registry = open_registry(std::move(*bytes))) {
      if (registry->unfinished())
        machine.diagnostics.push_back(
            file->path + " was in use when it was copied; the last changes may be missing");
      if (path != paths.front())
        machine.diagnostics.push_back(file->path + " was read in place of " + paths.front() +
                                      ", and may be older");
      return {std::move(registry), file->path};
    }
    machine.diagnostics.push_back(file->path + " is no registry that can be read");
  }
  return {};
}

}  // namespace kb
