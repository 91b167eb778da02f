// A pocket file: an index as one file that can be carried and searched, not changed.
//
//   line        `kb pocket 1 `, length of the manifest as 8 hexadecimal digits, blank, its XXH3 as
//               32, line end: 54 bytes
//   manifest    JSON, see below
//   dictionary  zstd's, that the stored records are compressed with; may be empty
//   zeros       to the next multiple of 4,096
//   database    a single-file Xapian database without lists of terms, to the end of the file
//
// {"format": "kb pocket", "schema": 6, "kb": "0.1.0", "articles": 60, "files": 61, "bytes": 1000,
//  "dialects": {"document": 40}, "diagnostics": 7, "dictionary": 112640, "database": 118784,
//  "size": 1000000, "opening": "0123456789abcdef...", "xxh3": "0123456789abcdef..."}
//
// `dictionary` is its length, `database` where the database starts, `size` that of the file, `xxh3`
// the hash of everything behind the manifest. `opening` is the hash of what opening reads: all from
// the manifest's end to the end of the database's first block. Nothing in the file depends on when
// or where it was made: the same index gives the same bytes. Xapian opens the database by a file
// descriptor that stands at its first byte. What is left out can be made again from the records
// (pack.h).
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/descriptor.h"
#include "indexer/store/index_folder.h"
#include "parser/result.h"

namespace kb {

inline constexpr std::uint64_t kPocketPage = 4096;
inline constexpr std::uint64_t kPocketBlock = 8192;  ///< a block of Xapian's

/// What a pocket file says of itself.
struct PocketManifest {
  IndexInfo info;                ///< size and hash as in the manifest
  std::uint64_t dictionary = 0;  ///< bytes
  std::uint64_t database = 0;    ///< offset, a multiple of kPocketPage
  std::string opening;           ///< hash of the bytes from the manifest to opening_end()
  std::uint64_t opening_end() const { return database + kPocketBlock; }
};

/// Is `path` a file that starts like a pocket file?
bool is_pocket_file(const std::string& path);

/// A pocket file that is open for reading, its front compared with the hashes.
class PocketFile {
 public:
  /// kDamaged if the front is altered or the file is cut; kVersion if another version of kb wrote
  /// it; kSystem if it can't be read.
  static Result<PocketFile> open(const std::string& path);

  const PocketManifest& manifest() const { return manifest_; }
  /// What everything behind the manifest hashes to now; kSystem if reading fails.
  Result<std::string> hash() const;
  /// A new descriptor that stands at the database, for Xapian, which closes it. kSystem if there can
  /// be no more.
  Result<int> database() const;

 private:
  PocketFile(std::string path, std::shared_ptr<Descriptor> file)
      : path_(std::move(path)), file_(std::move(file)) {}
  Result<void> read_front();
  Result<void> compare_opening() const;

  std::string path_;
  std::shared_ptr<Descriptor> file_;
  PocketManifest manifest_;
  std::uint64_t front_ = 0;  // bytes of line and manifest
};

/// Opens a pocket file for searching. Errors as PocketFile::open.
Result<OpenIndex> open_pocket_file(const std::string& path);

/// Line and manifest, as they stand at the front of the file.
std::string pocket_front(const PocketManifest& manifest);

/// The most bytes that pocket_front gives for `info`, whatever the numbers are.
std::uint64_t pocket_front_limit(const PocketManifest& manifest);

/// XXH3, 128 bits, of the bytes of an open file from `offset` to `end` or to the file's end;
/// kSystem if reading fails.
Result<std::string> hash_from(int descriptor, std::uint64_t offset, const std::string& path,
                              std::uint64_t end = std::numeric_limits<std::uint64_t>::max());

}  // namespace kb
