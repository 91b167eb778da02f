#include "corpus/module.h"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <climits>

namespace kb {
namespace {

/// The folder the running program lies in, with a final slash.
std::string program_folder() {
  std::array<char, PATH_MAX> buffer{};
  const ssize_t length = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  const std::string path(buffer.data(), length > 0 ? std::size_t(length) : 0);
  return path.substr(0, path.rfind('/') + 1);
}

}  // namespace

void* load_module(const char* file, const char* entry, std::string& why) {
  for (const std::string& folder : {program_folder(), program_folder() + "../lib/kb/"}) {
    void* module = ::dlopen((folder + file).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module != nullptr) return ::dlsym(module, entry);
    if (why.empty()) why = ::dlerror();
  }
  return nullptr;
}

}  // namespace kb
