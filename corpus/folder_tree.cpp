#include "corpus/folder_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "corpus/on_threads.h"

namespace kb {
namespace {

/// More threads than this wait for each other and for the disk.
constexpr unsigned kMaxThreads = 8;

/// Names that one call of the system returns; 32 KB hold a few hundred.
using NameBuffer = std::array<char, 1U << 15U>;

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

FileIdentity identity_of(const struct stat& info) { return {info.st_dev, info.st_ino}; }

/// Fills a tree.
class TreeReader {
 public:
  TreeReader(FolderTree& tree, FileIdentity skip) : tree_(tree), skip_(skip) {}

  void read(const std::string& path) {
    waiting_.push_back(add(path));
    unread_ = 1;
    const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, kMaxThreads);
    on_threads(threads, [this](unsigned) { work(); });
  }

 private:
  FolderContent* add(const std::string& path) {
    FolderContent& folder = tree_.folders_.emplace_back();
    folder.path = path;
    return &folder;
  }

  /// Takes folders that wait until none is left and none is being read.
  void work() {
    NameBuffer buffer;
    std::unique_lock lock(mutex_);
    while (unread_ > 0) {
      if (waiting_.empty()) {
        ++idle_;
        changed_.wait(lock);
        --idle_;
        continue;
      }
      FolderContent* folder = waiting_.back();
      waiting_.pop_back();
      lock.unlock();
      try {
        read_folder(*folder, buffer);
        lock.lock();
        add_folders_below(*folder);
      } catch (...) {  // out of memory: the other threads must not wait for what comes no more
        if (!lock.owns_lock()) lock.lock();
        waiting_.clear();
        unread_ = 0;
        changed_.notify_all();
        throw;
      }
      if (unread_ > 0) --unread_;
      if (idle_ > 0 && (unread_ == 0 || waiting_.size() > 1)) changed_.notify_all();
    }
  }

  /// With the lock held.
  void add_folders_below(FolderContent& folder) {
    const std::string within = folder.path.ends_with('/') ? folder.path : folder.path + "/";
    for (FolderEntry& entry : folder.entries) {
      if (entry.kind != FolderEntry::Kind::kFolder) continue;
      FolderContent* below = add(within + entry.name);
      entry.folder = below;
      waiting_.push_back(below);
      ++unread_;
    }
  }

  void read_folder(FolderContent& folder, NameBuffer& buffer) {
    const int fd = ::open(folder.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    folder.error = fd < 0 ? errno : 0;
    struct stat info {};
    const int failed = fd < 0 ? ::stat(folder.path.c_str(), &info) : ::fstat(fd, &info);
    if (failed == 0) folder.identity = identity_of(info);
    if (fd < 0) return;
    if (folder.identity != skip_ && is_first(folder)) list(fd, folder, buffer);
    ::close(fd);
  }

  bool is_first(const FolderContent& folder) {
    const std::lock_guard lock(mutex_);
    return tree_.read_.emplace(folder.identity, &folder).second;
  }

  static void list(int fd, FolderContent& folder, NameBuffer& buffer) {
    for (;;) {
      const ssize_t length = ::getdents64(fd, buffer.data(), buffer.size());
      if (length < 0) folder.error = errno;
      if (length <= 0) break;
      for (ssize_t at = 0; at < length;) {
        const auto* name = reinterpret_cast<const dirent64*>(buffer.data() + at);
        at += name->d_reclen;
        if (name->d_name[0] != '.') folder.entries.push_back(entry_of(fd, *name));
      }
    }
    std::sort(folder.entries.begin(), folder.entries.end(),
              [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  }

  /// What a folder is, its own reading tells; all else is asked for here.
  static FolderEntry entry_of(int fd, const dirent64& name) {
    FolderEntry entry;
    entry.name = name.d_name;
    if (name.d_type == DT_DIR) {
      entry.kind = FolderEntry::Kind::kFolder;
      return entry;
    }
    struct stat info {};
    if (::fstatat(fd, name.d_name, &info, 0) != 0) {
      entry.kind = FolderEntry::Kind::kFailed;
      entry.error = errno;
    } else if (S_ISDIR(info.st_mode)) {
      entry.kind = FolderEntry::Kind::kFolder;
    } else if (S_ISREG(info.st_mode)) {
      entry.kind = FolderEntry::Kind::kFile;
      entry.size = std::uint64_t(info.st_size);
      entry.mtime = nanoseconds(info.st_mtim);
      entry.ctime = nanoseconds(info.st_ctim);
    }
    return entry;
  }

  FolderTree& tree_;
  const FileIdentity skip_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<FolderContent*> waiting_;
  std::size_t unread_ = 0;  // waiting or being read
  unsigned idle_ = 0;       // threads that wait for folders
};

FolderTree::FolderTree(const std::string& path, FileIdentity skip) {
  TreeReader(*this, skip).read(path);
}

const FolderContent& FolderTree::content(const FolderContent& folder) const {
  const auto found = read_.find(folder.identity);
  return found == read_.end() ? folder : *found->second;
}

}  // namespace kb
