#include "indexer/transfer/work_folder.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "indexer/store/lock_file.h"
#include "indexer/store/manifest.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

void remove_all_but_lock(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().filename() != kLockFile) fs::remove_all(entry.path(), ignored);
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
  std::error_code failed;
  if (fs::is_directory(out, failed)) {
    return fail(ErrorKind::kUsage, out + " is a folder", "name the file to write");
  }
  const std::string folder = out + ".part";
  const bool made = ::mkdir(folder.c_str(), S_IRWXU) == 0;
  if (!made && errno != EEXIST) return system_error("can't create", folder, kFreeSpaceForFile);
  if (!made && !is_ours(folder)) {
    return fail(ErrorKind::kUsage, folder + " is in the way and not of kb's making",
                "rename it, or name another file to write");
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

Result<void> WorkFolder::publish(const std::string& name, const std::string& out) const {
  if (!sync_path(path(name))) {
    return system_error("can't write", path(name), kFreeSpaceForFile);
  }
  if (std::rename(path(name).c_str(), out.c_str()) != 0) {
    return system_error("can't write", out, kFreeSpaceForFile);
  }
  const std::string folder = fs::path(out).parent_path().string();
  sync_path(folder.empty() ? "." : folder);
  return {};
}

}  // namespace kb
