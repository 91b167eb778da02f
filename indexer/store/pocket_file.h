// A pocket file: an index as one file that can be carried and searched, not changed.
//
//   line        `kb pocket 1 `, length of the manifest as 8 hexadecimal digits, blank, its XXH3 as
//               32, line end: 54 bytes
//   manifest    JSON, see below
//   dictionary  zstd's, that the stored records are compressed with; may be empty
//   zeros       to the next multiple of 4,096
//   database    a single-file Xapian database without lists of terms, to the end of the file
//
// {"format": "kb pocket", "schema": 2, "kb": "0.1.0", "articles": 60, "files": 61, "bytes": 1000,
//  "dialects": {"document": 40}, "diagnostics": 7, "dictionary": 112640, "database": 118784,
//  "size": 1000000, "xxh3": "0123456789abcdef..."}
//
// `dictionary` is its length, `database` where the database starts, `size` that of the file, `xxh3`
// the hash of everything behind the manifest. Nothing in it depends on when or where it was made:
// the same index gives the same bytes. Xapian opens the database by a file descriptor that stands
// at its first byte. What is left out can be made again from the records (pack.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/index_folder.h"
#include "parser/result.h"

namespace kb {

/// What a pocket file says of itself.
struct PocketManifest {
  IndexInfo info;                ///< size and hash as in the manifest
  std::uint64_t dictionary = 0;  ///< bytes
  std::uint64_t database = 0;    ///< offset, a multiple of kPocketPage
};

inline constexpr std::uint64_t kPocketPage = 4096;

/// Is `path` a file that starts like a pocket file?
bool is_pocket_file(const std::string& path);

/// Opens a pocket file for reading. kDamaged if its front is altered or the file is cut; kVersion
/// if another version of kb wrote it.
Result<OpenIndex> open_pocket_file(const std::string& path);

/// Compares everything with the hashes and lets Xapian check the database's structure; one sentence
/// for each fault. Errors as open_pocket_file.
Result<std::vector<std::string>> check_pocket_file(const std::string& path);

/// Line and manifest, as they stand at the front of the file.
std::string pocket_front(const PocketManifest& manifest);

/// The most bytes that pocket_front gives for `info`, whatever the numbers are.
std::uint64_t pocket_front_limit(const PocketManifest& manifest);

/// XXH3, 128 bits, of the bytes of an open file from `offset` to its end; kSystem if reading fails.
Result<std::string> hash_from(int descriptor, std::uint64_t offset, const std::string& path);

}  // namespace kb
