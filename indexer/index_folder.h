// An index on disk: which files it is made of, how it is opened, how a new one takes its place.
//
//   INDEX/manifest.json        what the index is: written last, renamed into place
//   INDEX/index-ID.glass       the Xapian database, one file, read-only; ID is new for each build
//   INDEX/lock                 held (flock) by the process that writes
//   INDEX/scratch-PID/         of a build under way; a later build removes what a dead one left
//
// Only the manifest says what is current. A build writes its database under a new name, makes it
// durable, then renames the new manifest over the old one: readers see the old index or the new
// one, never half of one, and a build that dies leaves the old index as it was. Readers that have
// the old file open keep it until they close it.
//
// manifest.json: {"format": "kb index", "schema": 1, "kb": "0.1.0", "database": "index-1f00.glass",
// "size": 12345, "xxh3": "0123456789abcdef...", "articles": 60, "created": "2002-05-01T12:00:00Z",
// "sources": ["/srv/kb"], "dialects": {"document": 40}, "diagnostics": 7, "bytes": 1000}
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parser/result.h"

namespace kb {

inline constexpr const char* kProgramVersion = "0.1.0";

/// The manifest.
struct IndexInfo {
  int schema = 0;
  std::string program;                            ///< version of kb that wrote it
  std::string database;                           ///< file name in the folder
  std::uint64_t size = 0;                         ///< of that file, bytes
  std::string hash;                               ///< of that file: XXH3, 128 bits, hexadecimal
  std::uint64_t articles = 0;                     ///< documents
  std::string created;                            ///< ISO, UTC
  std::vector<std::string> sources;               ///< paths it was built from, absolute
  std::map<std::string, std::uint64_t> dialects;  ///< files read, by dialect
  std::uint64_t files = 0;                        ///< files and archive members read
  std::uint64_t diagnostics = 0;                  ///< remarks of the parser on the articles indexed
  std::uint64_t bytes = 0;                        ///< of the files read
};

struct OpenIndex {
  IndexInfo info;
  Xapian::Database database;
};

/// Reads and checks the manifest. kNoIndex if there is no index at `folder`; kDamaged if what is
/// there is no index or not whole; kVersion if another version of kb wrote it.
Result<IndexInfo> read_manifest(const std::string& folder);

/// Opens the current index for reading; needs no write permission. Errors as read_manifest.
Result<OpenIndex> open_index(const std::string& folder);

/// Compares the database with the hash in its manifest and lets Xapian check its structure; returns
/// one sentence for each fault found, none for a sound index.
Result<std::vector<std::string>> check_index(const std::string& folder);

/// The right to write an index; held until destroyed.
class IndexLock {
 public:
  /// Creates the folder if need be and removes what dead builds left. kBusy if another process is
  /// writing; kSystem if the folder can't be created or written.
  static Result<IndexLock> take(const std::string& folder);

  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&& other) noexcept;
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;
  ~IndexLock();

  const std::string& folder() const { return folder_; }
  /// A folder for this build's files; removed with everything in it when the lock goes.
  const std::string& scratch() const { return scratch_; }

 private:
  IndexLock(std::string folder, std::string scratch, int descriptor);
  std::string folder_;
  std::string scratch_;
  int descriptor_;
};

/// Makes the database file `built` (inside the scratch folder) the current one; `info` needs only
/// the fields that describe its content. kSystem if a file can't be written; the old index stays.
Result<IndexInfo> publish_index(const IndexLock& lock, const std::string& built, IndexInfo info);

/// An error of Xapian while the index `folder` is read as ours: kind, one sentence, what to do.
Error error_of(const Xapian::Error& error, const std::string& folder);

/// An error of Xapian while a build writes `path`: whatever Xapian names it, nearly always a full
/// disk, a quota or too few file descriptors. The published index is not concerned.
Error write_error_of(const Xapian::Error& error, const std::string& path);

}  // namespace kb
