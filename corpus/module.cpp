#include "corpus/module.h"

#include <dlfcn.h>

#include "corpus/program_folder.h"

namespace kb {
void* load_module(const char* file, const char* entry, std::string& why) {
  for (const std::string& folder : {program_folder(), program_folder() + "../lib/kb/"}) {
    void* module = ::dlopen((folder + file).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module != nullptr) return ::dlsym(module, entry);
    if (why.empty()) why = ::dlerror();
  }
  return nullptr;
}

}  // namespace kb
