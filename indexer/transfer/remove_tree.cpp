#include "indexer/transfer/remove_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace kb {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// Null if there is no folder of this name; a link to one is none.
Folder open_folder(int parent, const char* name) {
  const int fd = ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return nullptr;
  Folder folder(::fdopendir(fd));
  if (!folder) ::close(fd);
  return folder;
}

void remove_at(int parent, const std::string& name) {
  // A folder is no file that unlink removes: only then it is looked into.
  if (::unlinkat(parent, name.c_str(), 0) == 0) return;
  if (const Folder folder = open_folder(parent, name.c_str())) {
    std::vector<std::pair<ino_t, std::string>> entries;
    while (const dirent* entry = ::readdir(folder.get())) {
      const std::string one = entry->d_name;
      if (one != "." && one != "..") entries.emplace_back(entry->d_ino, one);
    }
    std::sort(entries.begin(), entries.end());
    for (const auto& [inode, one] : entries) remove_at(::dirfd(folder.get()), one);
  }
  ::unlinkat(parent, name.c_str(), AT_REMOVEDIR);
}

}  // namespace

void remove_tree(const std::string& path) { remove_at(AT_FDCWD, path); }

}  // namespace kb
