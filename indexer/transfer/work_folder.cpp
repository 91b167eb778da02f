#include "indexer/transfer/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "indexer/store/lock_file.h"
#include "indexer/store/manifest.h"
#include "indexer/transfer/remove_tree.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

void remove_all_but_lock(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().filename() != kLockFile) remove_tree(entry.path().string());
  }
}

/// True if `folder` belongs to this user, is no link, and is empty or has a lock file. Takes away
/// all permissions of other users.
bool is_ours(const std::string& folder) {
  struct stat status {};
  std::error_code failed;
  return ::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         status.st_uid == ::geteuid() &&
         (fs::exists(folder + "/" + kLockFile, failed) || fs::is_empty(folder, failed)) &&
         ::chmod(folder.c_str(), S_IRWXU) == 0;
}

/// Puts the folder `from` in the place of the folder `out`, in one step where the file system can
/// exchange two names. The old one goes where `from` was, or to `old`.
bool exchange(const std::string& from, const std::string& out, const std::string& old) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, out.c_str(), RENAME_EXCHANGE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  if (std::rename(out.c_str(), old.c_str()) != 0) return false;
  if (std::rename(from.c_str(), out.c_str()) == 0) return true;
  const int why = errno;
  std::rename(old.c_str(), out.c_str());
  errno = why;
  return false;
}

void sync_parent(const std::string& out) {
  const std::string folder = fs::path(out).parent_path().string();
  sync_path(folder.empty() ? "." : folder);
}

}  // namespace

WorkFolder::WorkFolder(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)) {}

WorkFolder::~WorkFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  remove_all_but_lock(folder_);  // the lock goes last, because it marks the folder as ours
  fs::remove(folder_ + "/" + kLockFile, ignored);
  fs::remove(folder_, ignored);
  ::close(lock_);
}

Result<WorkFolder> WorkFolder::take(const std::string& out) {
  const std::string folder = out + ".part";
  const bool made = ::mkdir(folder.c_str(), S_IRWXU) == 0;
  if (!made && errno != EEXIST) return system_error("can't create", folder, kFreeSpaceForFile);
  if (!made && !is_ours(folder)) {
    return fail(ErrorKind::kUsage, folder + " is in the way and not of kb's making",
                "rename it, or write to another place");
  }
  const auto opened = open_lock_file(folder, kFreeSpaceForFile);
  if (!opened) return tl::make_unexpected(opened.error());
  const int lock = *opened;
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return fail(ErrorKind::kBusy, "another kb is writing " + out, "wait until it ends");
  }
  remove_all_but_lock(folder);
  return WorkFolder(folder, lock);
}

Result<void> WorkFolder::publish_folder(const std::string& name, const std::string& out) const {
  const int made = ::open(path(name).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool durable = made >= 0 && ::syncfs(made) == 0;  // one call for its many files
  if (made >= 0) ::close(made);
  if (!durable) return system_error("can't write", path(name), kFreeSpaceForFile);
  std::error_code none;
  const bool moved = fs::exists(out, none) ? exchange(path(name), out, path(name + ".old"))
                                           : std::rename(path(name).c_str(), out.c_str()) == 0;
  if (!moved) return system_error("can't write", out, kFreeSpaceForFile);
  sync_parent(out);
  return {};
}

Result<void> WorkFolder::publish(const std::string& name, const std::string& out) const {
  if (!sync_path(path(name))) {
    return system_error("can't write", path(name), kFreeSpaceForFile);
  }
  if (std::rename(path(name).c_str(), out.c_str()) != 0) {
    return system_error("can't write", out, kFreeSpaceForFile);
  }
  sync_parent(out);
  return {};
}

}  // namespace kb
