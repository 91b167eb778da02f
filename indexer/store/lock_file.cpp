#include "indexer/store/lock_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/store/manifest.h"

namespace kb {
namespace {

/// May the file be locked? In a folder that everyone may write only if it is our own.
bool is_trusted(int file, const std::string& folder) {
  struct stat lock {};
  struct stat around {};
  if (::fstat(file, &lock) != 0 || !S_ISREG(lock.st_mode)) return false;
  if (lock.st_uid == ::geteuid()) return true;
  return ::stat(folder.c_str(), &around) == 0 && (around.st_mode & S_IWOTH) == 0;
}

}  // namespace

Result<int> open_lock_file(const std::string& folder, const char* hint) {
  const std::string path = folder + "/" + kLockFile;
  const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  const int file = ::open(path.c_str(), flags, 0666);
  if (file < 0) return system_error("can't write", path, hint);
  if (is_trusted(file, folder)) return file;
  ::close(file);
  return fail(ErrorKind::kUsage, path + " is not a lock file of yours",
              "remove it, or name another place to write");
}

}  // namespace kb
