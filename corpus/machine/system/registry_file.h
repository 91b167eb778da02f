// A registry of either kind together with the bytes of its file, to which it refers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/system/installed_system.h"

namespace kb {

inline constexpr std::uint64_t kMostRegistry = 64ULL << 20;

template <typename Registry>
struct RegistryFile {
  std::string bytes;
  std::optional<Registry> registry;
};

/// Reads and opens a registry and returns its file; null if there is none, which is no fault, or if
/// it can't be read.
template <typename Registry>
const MachineFile* open_registry(const MachineFolder& folder, const std::string& path,
                                 RegistryFile<Registry>& out, Machine& machine) {
  const MachineFile* file = folder.find(path);
  if (file == nullptr) return nullptr;
  auto bytes = folder.read(*file, kMostRegistry);
  if (!bytes) {
    machine.diagnostics.push_back(bytes.error().message);
    return nullptr;
  }
  out.bytes = std::move(*bytes);
  out.registry = Registry::open(out.bytes);
  if (out.registry) return file;
  machine.diagnostics.push_back(file->path + " is no registry that can be read");
  return nullptr;
}

}  // namespace kb
