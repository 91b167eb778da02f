#include "corpus/module.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "corpus/descriptor.h"
#include "corpus/program_folder.h"

namespace kb {
namespace {

/// Whether root and the user alone decide what an open file or folder holds.
bool is_ours(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && (info.st_uid == 0 || info.st_uid == ::geteuid()) &&
         (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// Loads the module at a path without links; what is checked is what is loaded.
void* load(const std::filesystem::path& path, std::string& why) {
  const Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const Descriptor file(::openat(folder.get(), path.filename().c_str(),
                                 O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!is_ours(folder.get()) || !is_ours(file.get())) {
    why = "others than you and root may write to " + path.string() + " or its folder";
    return nullptr;
  }
  void* module =
      ::dlopen(("/proc/self/fd/" + std::to_string(file.get())).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (module == nullptr) why = ::dlerror();
  return module;
}

}  // namespace

void* load_module(const char* file, const char* entry, std::string& why) {
  for (const std::string& folder : {program_folder(), program_folder() + "../lib/kb/"}) {
    std::error_code missing;
    const auto path = std::filesystem::canonical(folder + file, missing);
    if (missing) continue;
    void* module = load(path, why);
    return module == nullptr ? nullptr : ::dlsym(module, entry);
  }
  why = std::string("there is no ") + file + " beside the program or in ../lib/kb";
  return nullptr;
}

}  // namespace kb
