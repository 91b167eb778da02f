// A folder and all folders below it, read on several threads: what takes time is asking the system
// for each folder and each file, not the order they are brought into afterwards (walk.h).
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace kb {

/// Which file or folder it is, whatever names lead to it.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  auto operator<=>(const FileIdentity&) const = default;
};
FileIdentity identity_of(const struct stat& info);

struct FolderContent;

/// A name in a folder and what it leads to, links followed.
struct FolderEntry {
  enum class Kind { kFile, kFolder, kOther, kFailed };
  std::string name;
  Kind kind = Kind::kOther;
  int error = 0;                          ///< errno of kFailed
  std::uint64_t size = 0;                 ///< of kFile, as the next two
  std::int64_t mtime = 0;                 ///< nanoseconds since 1970
  std::int64_t ctime = 0;                 ///< the same
  const FolderContent* folder = nullptr;  ///< of kFolder
};

struct FolderContent {
  std::string path;
  FileIdentity identity;
  int error = 0;                     ///< errno if it can't be read
  std::vector<FolderEntry> entries;  ///< by name; empty if the folder was read by another path
};

/// Hidden names (`.git`) are left out. Every folder is read once, by whatever path comes first.
class FolderTree {
 public:
  /// Reads the folder `path`, and below it all folders but `skip`.
  FolderTree(const std::string& path, FileIdentity skip);

  const FolderContent& top() const { return folders_.front(); }
  /// What is in a folder, also if it was read by another path.
  const FolderContent& content(const FolderContent& folder) const;

 private:
  friend class TreeReader;
  std::deque<FolderContent> folders_;
  std::map<FileIdentity, const FolderContent*> read_;
};

}  // namespace kb
