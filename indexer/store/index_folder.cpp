#include "indexer/store/index_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "indexer/store/cluster.h"
#include "indexer/store/lock_file.h"
#include "indexer/store/pocket_file.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScratch = "scratch-";
constexpr std::chrono::milliseconds kRetry(50);  // of a writer that waits for another
constexpr int kAttempts = 5;  // to open an index that is published anew meanwhile

std::string join(const std::string& folder, const std::string& name) { return folder + "/" + name; }

/// kDamaged if the files of the database are not such as Xapian can open.
Result<void> check_before_opening(const std::string& folder, const IndexInfo& info) {
  const auto fault = fault_before_opening(folder, info.parts);
  if (!fault) return tl::make_unexpected(fault.error());
  if (!fault->empty()) return damaged_index(folder, *fault);
  return {};
}

std::string current_database(const std::string& folder) {
  const auto info = read_manifest(folder);
  return info ? info->database : std::string();
}

/// Opens what `info` names. The files are compared once more afterwards: of a database that is
/// removed meanwhile Xapian takes a table that is gone for an empty one.
Result<OpenIndex> open_database(const std::string& folder, const IndexInfo& info) {
  try {
    auto sound = check_before_opening(folder, info);
    if (!sound) return tl::make_unexpected(sound.error());
    OpenIndex opened{info, Xapian::Database(join(folder, info.database))};
    sound = check_before_opening(folder, info);
    if (!sound) return tl::make_unexpected(sound.error());
    return opened;
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, folder));
  }
}

/// The 16 digits of a hash that names of ours contain.
bool is_hash_start(std::string_view text) {
  constexpr const char* kDigits = "0123456789abcdef";
  return text.size() == 16 && text.find_first_not_of(kDigits) == std::string_view::npos;
}

/// `index-0123456789abcdef.glass`, `index-0123456789abcdef-2.glass`.
bool is_database_name(std::string_view name) {
  constexpr std::string_view kStart = "index-";
  constexpr std::string_view kEnd = ".glass";
  if (!name.starts_with(kStart) || !name.ends_with(kEnd)) return false;
  name.remove_prefix(kStart.size());
  name.remove_suffix(kEnd.size());
  if (name.size() < 16 || !is_hash_start(name.substr(0, 16))) return false;
  return name.size() == 16 || name[16] == '-';
}

bool is_catalog_name(std::string_view name) {
  constexpr std::string_view kStart = "sources-";
  return name.starts_with(kStart) && is_hash_start(name.substr(kStart.size()));
}

bool is_cluster_name(std::string_view name) {
  return name.starts_with(kClusterName) || name.starts_with(kClusterBuild);
}

/// True of the names of what kb puts in a folder.
bool is_own_name(std::string_view name) {
  return name == kLockFile || name.starts_with(kManifestName) || name.starts_with(kScratch) ||
         is_database_name(name) || is_catalog_name(name) || is_cluster_name(name);
}

/// True if the manifest of an index, of whatever version, lies in the folder.
bool has_manifest(const std::string& folder) {
  const auto file = open_regular(join(folder, kManifestName));
  return file && read_at(*file, 0, 1U << 16U).find("\"kb index\"") != std::string::npos;
}

/// What a folder is in which neither a manifest nor a stub can be read. A database without a
/// manifest is what a dead build left. Hidden files are nobody's: folder views and version control
/// leave them everywhere.
IndexPlace place_by_names(const std::string& folder) {
  bool has_manifest = false;
  bool has_stub = false;
  bool has_database = false;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) continue;
    if (!is_own_name(name)) return IndexPlace::kOther;
    has_manifest = has_manifest || name == kManifestName;
    has_stub = has_stub || name == kClusterName;
    has_database = has_database || is_database_name(name);
  }
  if (has_manifest) return has_database ? IndexPlace::kIndex : IndexPlace::kOther;
  return has_stub ? IndexPlace::kCluster : IndexPlace::kFree;
}

/// Removes the scratch folders of builds that died; no index is in them.
void remove_dead_scratch(const std::string& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kScratch)) fs::remove_all(entry.path(), ignored);
  }
}

/// Removes what dead builds left and makes the scratch folder, which only this user can enter; empty
/// with errno set if that fails. Where the manifest can't be read, what looks like a leftover may be
/// the index: it stays until a new one is published.
std::string clear_for_build(const std::string& folder) {
  if (const auto info = read_manifest(folder)) {
    remove_leftovers(folder, *info);
  } else {
    remove_dead_scratch(folder);
  }
  std::string path = join(folder, std::string(kScratch) + "XXXXXX");
  return ::mkdtemp(path.data()) == nullptr ? std::string() : path;
}

/// True of what the system says when this process may have no more: the index may be sound.
bool is_about_the_process(const char* system) {
  if (system == nullptr) return false;
  constexpr std::array kReasons = {EMFILE, ENFILE, ENOMEM, EACCES, EINTR};
  return std::any_of(kReasons.begin(), kReasons.end(),
                     [&](int reason) { return std::strcmp(system, std::strerror(reason)) == 0; });
}

/// Waits for the lock; false if the wait was cancelled.
bool wait_for(int descriptor, const std::atomic<bool>* cancel) {
  while (cancel == nullptr || !*cancel) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    std::this_thread::sleep_for(kRetry);
  }
  return false;
}

struct HeldLock {
  int descriptor;
  bool waited;
};

/// Opens and locks the lock file of a folder. A build that came to nothing removes its file, so who
/// waited for that one takes the next.
Result<HeldLock> lock_file_of(const std::string& folder, WhenBusy when_busy,
                              const std::atomic<bool>* cancel) {
  bool waited = false;
  while (true) {
    const auto opened = open_lock_file(folder, kFreeSpace);
    if (!opened) return tl::make_unexpected(opened.error());
    if (::flock(*opened, LOCK_EX | LOCK_NB) != 0) {
      waited = true;
      if (when_busy == WhenBusy::kRefuse || !wait_for(*opened, cancel)) {
        ::close(*opened);
        return fail(ErrorKind::kBusy, "another kb is writing the index " + folder,
                    "wait until it ends (`kb index --wait` does); searches go on meanwhile");
      }
    }
    struct stat held {};
    struct stat named {};
    const bool same = ::fstat(*opened, &held) == 0 &&
                      ::lstat((folder + "/" + kLockFile).c_str(), &named) == 0 &&
                      held.st_dev == named.st_dev && held.st_ino == named.st_ino;
    if (same) return HeldLock{*opened, waited};
    ::close(*opened);
  }
}

/// True if a build left nothing in the folder but the lock.
bool holds_only_lock(const std::string& folder) {
  std::error_code failed;
  std::size_t others = 0;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    if (it->path().filename() != kLockFile) ++others;
  }
  return !failed && others == 0;
}

}  // namespace

Error error_of(const Xapian::Error& error, const std::string& folder) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") {
    return {ErrorKind::kBusy, "another process is writing the index " + folder, "try again later"};
  }
  if (type.starts_with("Network")) {
    return {ErrorKind::kSystem,
            "a server of the cluster " + folder + " stopped answering: " + error.get_msg(),
            "try again, or see what `kb check` says"};
  }
  const char* system = error.get_error_string();
  const std::string why =
      error.get_msg() + (system == nullptr ? std::string() : std::string(": ") + system);
  if (type.starts_with("Database") && !is_about_the_process(system)) {
    return damaged_index(folder, why).value();
  }
  return {ErrorKind::kSystem, "can't read the index " + folder + ": " + why,
          "close other programs or raise the limit (`ulimit`), and try again"};
}

Error write_error_of(const Xapian::Error& error, const std::string& path, const char* hint) {
  const char* system = error.get_error_string();
  std::string why = error.get_msg();
  if (system != nullptr) why += std::string(": ") + system;
  // What Xapian says when giving up fails; what made it give up is lost.
  if (why.starts_with("cancel() not supported")) why = "too little memory or disk space";
  return {ErrorKind::kSystem, "can't write " + path + ": " + why, hint};
}

Result<OpenIndex> open_index(const std::string& folder) {
  if (is_pocket_file(folder)) return open_pocket_file(folder);
  if (const std::string stub = find_cluster(folder); !stub.empty()) return open_cluster(stub);
  for (int attempt = 0;; ++attempt) {
    const auto info = read_manifest(folder);
    if (!info) return tl::make_unexpected(info.error());
    auto opened = open_database(folder, *info);
    if (opened) return opened;
    if (attempt == kAttempts || current_database(folder) == info->database) return opened;
  }
}

IndexPlace index_place(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (!fs::exists(status)) {
    return fs::is_symlink(fs::symlink_status(path, ignored)) ? IndexPlace::kOther
                                                             : IndexPlace::kFree;
  }
  if (!fs::is_directory(status)) return IndexPlace::kOther;
  if (has_manifest(path)) return IndexPlace::kIndex;
  return find_cluster(path).empty() ? place_by_names(path) : IndexPlace::kCluster;
}

Result<void> check_index_place(const std::string& path) {
  constexpr const char* kElsewhere = "name another place with --db";
  switch (index_place(path)) {
    case IndexPlace::kFree:
    case IndexPlace::kIndex:
      return {};
    case IndexPlace::kCluster:
      return fail(ErrorKind::kUsage, path + " is a cluster",
                  "bring it up to date with `kb index --shards N`, or " + std::string(kElsewhere));
    case IndexPlace::kOther:
      break;
  }
  if (is_pocket_file(path)) {
    return fail(ErrorKind::kUsage, path + " is a pocket file, which can't be changed",
                "turn it into an index folder with `kb unpack`, or name another place with --db");
  }
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    return fail(ErrorKind::kUsage, path + " is a file, not a folder for an index", kElsewhere);
  }
  return fail(ErrorKind::kUsage, "the folder " + path + " holds other files and no index",
              "name a new or an empty folder with --db");
}

void remove_leftovers(const std::string& folder, const IndexInfo& info) {
  std::error_code ignored;
  remove_dead_scratch(folder);
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name == info.database || (info.catalog && name == info.catalog->name)) continue;
    if (is_database_name(name) || is_catalog_name(name) || name == "manifest.json.new") {
      fs::remove_all(entry.path(), ignored);
    }
  }
}

IndexLock::IndexLock(std::string folder, std::string scratch, int descriptor)
    : folder_(std::move(folder)), scratch_(std::move(scratch)), descriptor_(descriptor) {}

IndexLock::IndexLock(IndexLock&& other) noexcept
    : folder_(std::move(other.folder_)),
      scratch_(std::move(other.scratch_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      had_to_wait_(other.had_to_wait_) {}

IndexLock& IndexLock::operator=(IndexLock&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(scratch_, other.scratch_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(had_to_wait_, other.had_to_wait_);
  return *this;
}

IndexLock::~IndexLock() {
  if (descriptor_ < 0) return;
  std::error_code ignored;
  fs::remove_all(scratch_, ignored);
  // The first build came to nothing: the folder is left as it was.
  if (holds_only_lock(folder_)) fs::remove(folder_ + "/" + kLockFile, ignored);
  ::close(descriptor_);
}

Result<IndexLock> IndexLock::take(const std::string& folder, WhenBusy when_busy,
                                  const std::atomic<bool>* cancel) {
  if (auto free = check_index_place(folder); !free) return tl::make_unexpected(free.error());
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) {
    return fail(ErrorKind::kSystem, "can't create " + folder + ": " + failed.message(),
                "check permissions, or choose another place with --db");
  }
  const auto held = lock_file_of(folder, when_busy, cancel);
  if (!held) return tl::make_unexpected(held.error());
  const std::string scratch = clear_for_build(folder);
  if (scratch.empty()) {
    auto error = system_error("can't create a folder in", folder);
    ::close(held->descriptor);
    return error;
  }
  IndexLock lock(folder, scratch, held->descriptor);
  lock.had_to_wait_ = held->waited;
  return lock;
}

}  // namespace kb
