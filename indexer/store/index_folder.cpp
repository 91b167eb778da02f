#include "indexer/store/index_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "indexer/store/cluster.h"
#include "indexer/store/pocket_file.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr const char* kLock = "lock";
constexpr std::chrono::milliseconds kRetry(50);  // of a writer that waits for another
constexpr int kAttempts = 5;  // to open an index that is published anew meanwhile

std::string join(const std::string& folder, const std::string& name) { return folder + "/" + name; }

/// What is wrong with the files of the database, by their sizes; empty if nothing is.
std::string fault_of_sizes(const std::string& folder, const IndexInfo& info) {
  for (const IndexPart& part : database_files(info)) {
    std::error_code failed;
    const std::uint64_t size = fs::file_size(join(folder, part.name), failed);
    if (failed) return part.name + " is missing";
    if (size != part.size) {
      return fmt::format("{} has {} bytes instead of {}", part.name, size, part.size);
    }
  }
  return {};
}

std::string current_database(const std::string& folder) {
  const auto info = read_manifest(folder);
  return info ? info->database : std::string();
}

/// Opens what `info` names. The sizes are compared once more afterwards: of a database that is
/// removed meanwhile Xapian takes a table that is gone for an empty one.
Result<OpenIndex> open_database(const std::string& folder, const IndexInfo& info) {
  try {
    if (const std::string fault = fault_of_sizes(folder, info); !fault.empty()) {
      return damaged_index(folder, fault);
    }
    OpenIndex opened{info, Xapian::Database(join(folder, info.database))};
    if (const std::string fault = fault_of_sizes(folder, info); !fault.empty()) {
      return damaged_index(folder, fault);
    }
    return opened;
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, folder));
  }
}

/// Waits for the lock; false if the wait was cancelled.
bool wait_for(int descriptor, const std::atomic<bool>* cancel) {
  while (cancel == nullptr || !*cancel) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    std::this_thread::sleep_for(kRetry);
  }
  return false;
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
  if (type.starts_with("Database")) {
    return damaged_index(folder, error.get_msg()).value();
  }
  return {ErrorKind::kSystem, "the search library failed on " + folder + ": " + error.get_msg(),
          ""};
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

void remove_leftovers(const std::string& folder, const IndexInfo& info) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name == info.database || (info.catalog && name == info.catalog->name)) continue;
    const bool database = name.starts_with("index-") && name.ends_with(".glass");
    if (database || name.starts_with("sources-") || name.starts_with("scratch-") ||
        name == "manifest.json.new") {
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
  ::close(descriptor_);
}

Result<IndexLock> IndexLock::take(const std::string& folder, WhenBusy when_busy,
                                  const std::atomic<bool>* cancel) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (fs::exists(folder) && !fs::is_directory(folder)) {
    if (is_pocket_file(folder)) {
      return fail(ErrorKind::kUsage, folder + " is a pocket file, which can't be changed",
                  "turn it into an index folder with `kb unpack`, or name another place with --db");
    }
    return fail(ErrorKind::kUsage, folder + " is a file, not a folder for an index",
                "name another place with --db");
  }
  if (failed) {
    return fail(ErrorKind::kSystem, "can't create " + folder + ": " + failed.message(),
                "check permissions, or choose another place with --db");
  }
  const std::string path = join(folder, kLock);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return system_error("can't write", path);
  const bool at_once = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  if (!at_once && (when_busy == WhenBusy::kRefuse || !wait_for(descriptor, cancel))) {
    ::close(descriptor);
    return fail(ErrorKind::kBusy, "another kb is writing the index " + folder,
                "wait until it ends (`kb index --wait` does); searches go on meanwhile");
  }
  remove_leftovers(folder, read_manifest(folder).value_or(IndexInfo{}));
  const std::string scratch = join(folder, "scratch-" + std::to_string(::getpid()));
  IndexLock lock(folder, scratch, descriptor);
  lock.had_to_wait_ = !at_once;
  if (!fs::create_directory(scratch, failed)) return system_error("can't create", scratch);
  return lock;
}

}  // namespace kb
