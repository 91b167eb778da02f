#include "indexer/transfer/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <utility>

#include "indexer/store/manifest.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLock = "lock";

void remove_all_but_lock(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().filename() != kLock) fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace

WorkFolder::WorkFolder(std::string folder, int lock) : folder_(std::move(folder)), lock_(lock) {}

WorkFolder::WorkFolder(WorkFolder&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)) {}

WorkFolder::~WorkFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  remove_all_but_lock(folder_);  // the lock last: it is what tells that the folder is ours
  fs::remove(folder_ + "/" + kLock, ignored);
  fs::remove(folder_, ignored);
  ::close(lock_);
}

Result<WorkFolder> WorkFolder::take(const std::string& out) {
  std::error_code failed;
  if (fs::is_directory(out, failed)) {
    return fail(ErrorKind::kUsage, out + " is a folder", "name the file to write");
  }
  const std::string folder = out + ".part";
  const std::string path = folder + "/" + kLock;
  if (!fs::create_directory(folder, failed) && !failed && !fs::exists(path) &&
      !fs::is_empty(folder, failed)) {
    return fail(ErrorKind::kUsage, folder + " is in the way and not of kb's making",
                "rename it, or name another file to write");
  }
  const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock < 0) return system_error("can't write", path, kFreeSpaceForFile);
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
