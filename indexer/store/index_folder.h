// An index on disk: which files it is made of, how it is opened, who may write it.
//
//   INDEX/manifest.json        what the index is (manifest.h): written last, renamed into place
//   INDEX/index-ID.glass/      the Xapian database, a folder of tables; ID is new for each build
//   INDEX/sources-ID           what the sources held when they were indexed (source_catalog.h)
//   INDEX/lock                 held (flock) by the process that writes
//   INDEX/scratch-XXXXXX/      of a build under way; a later build removes what a dead one left
//
// Only the manifest says what is current. A build writes its files under new names, makes them
// durable, then renames the new manifest over the old one (publish.h): readers see the old index or
// the new one, never half of one, and a build that dies leaves the old index as it was. No file
// that a manifest has named is ever written again; readers that have the old ones open keep them
// until they close them.
#pragma once

#include <xapian.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/store/manifest.h"
#include "parser/result.h"

namespace kb {

struct OpenIndex {
  IndexInfo info;
  Xapian::Database database;
  /// On parts that are missing (cluster.h); for people.
  std::vector<std::string> remarks = {};
  bool over_network = false;  ///< servers hold some of its shards
  bool divided = false;       ///< a cluster: each shard numbers its documents by itself
};

/// Opens an index for reading, whatever it is made of: a folder, a pocket file (pocket_file.h) or a
/// cluster (cluster.h). Needs no write permission. Compares the sizes of the database's files, and
/// the hash of the one that Xapian trusts blindly. Errors as read_manifest.
Result<OpenIndex> open_index(const std::string& path);

/// What lies at the path of an index that shall be written.
enum class IndexPlace {
  kFree,     ///< nothing, or a folder with nothing in it but what dead builds left
  kIndex,    ///< an index, which may be damaged
  kCluster,  ///< a cluster (cluster.h)
  kOther,    ///< a file, or a folder with other files and no index
};
IndexPlace index_place(const std::string& path);

/// kUsage if no index can be written at `path`: it is a cluster, or holds what kb did not write.
Result<void> check_index_place(const std::string& path);

/// What a second writer does.
enum class WhenBusy {
  kRefuse,  ///< fails at once
  kWait,    ///< tries again until the first has ended, or `cancel` is set
};

/// The right to write an index; held until destroyed.
class IndexLock {
 public:
  /// Creates the folder if need be and removes what dead builds left, but never what may be an index
  /// whose manifest can't be read. kBusy if another process is writing; kUsage if the lock belongs to
  /// another user in a folder that everyone may write, or as check_index_place; kSystem if the folder
  /// can't be created or written.
  static Result<IndexLock> take(const std::string& folder, WhenBusy when_busy = WhenBusy::kRefuse,
                                const std::atomic<bool>* cancel = nullptr);

  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&& other) noexcept;
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;
  ~IndexLock();

  const std::string& folder() const { return folder_; }
  /// A folder for this build's files; removed with everything in it when the lock goes.
  const std::string& scratch() const { return scratch_; }
  /// Did another process hold the lock at first?
  bool had_to_wait() const { return had_to_wait_; }

 private:
  IndexLock(std::string folder, std::string scratch, int descriptor);
  std::string folder_;
  std::string scratch_;
  int descriptor_;
  bool had_to_wait_ = false;
};

/// Removes the files of older indexes and of builds that died; `info` names those that stay. Only
/// for who holds the lock.
void remove_leftovers(const std::string& folder, const IndexInfo& info);

/// An error of Xapian while the index `folder` is read as ours: kind, one sentence, what to do.
Error error_of(const Xapian::Error& error, const std::string& folder);

/// An error of Xapian while a build writes `path`: whatever Xapian names it, nearly always a full
/// disk, a quota or too few file descriptors. The published index is not concerned.
Error write_error_of(const Xapian::Error& error, const std::string& path,
                     const char* hint = kFreeSpace);

}  // namespace kb
