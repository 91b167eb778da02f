#include "corpus/machine/registry/registry.h"

#include "corpus/machine/registry/registry_9x.h"
#include "corpus/machine/registry/registry_hive.h"

namespace kb {

std::unique_ptr<Registry> open_registry(std::string bytes) {
  if (bytes.starts_with("CREG")) {
    auto registry = Registry9x::open(std::move(bytes));
    return registry ? std::make_unique<Registry9x>(std::move(*registry)) : nullptr;
  }
  auto hive = RegistryHive::open(std::move(bytes));
  return hive ? std::make_unique<RegistryHive>(std::move(*hive)) : nullptr;
}

}  // namespace kb
