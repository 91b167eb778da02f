// The manifest of an index: what it is, and every file that belongs to it with size and hash.
//
// manifest.json: {"format": "kb index", "schema": 6, "kb": "0.1.0", "database": "index-1f00.glass",
// "size": 12345, "xxh3": "0123456789abcdef...",
// "parts": [{"name": "index-1f00.glass/docdata.glass", "size": 8192, "xxh3": "..."}, ...],
// "catalog": {"name": "sources-77aa", "size": 900, "xxh3": "..."}, "replaced": 0, "articles": 60,
// "created": "2002-05-01T12:00:00Z", "sources": ["/srv/kb"], "files": 61,
// "dialects": {"document": 40}, "diagnostics": 7, "bytes": 1000}
//
// The database is a folder of Xapian tables, each of them a part; its `xxh3` is the hash of its
// parts' names and hashes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/regular_file.h"
#include "parser/result.h"

namespace kb {

inline constexpr const char* kProgramVersion = "0.1.0";

/// Its name in the index folder.
inline constexpr const char* kManifestName = "manifest.json";

/// A file that belongs to an index.
struct IndexPart {
  std::string name;        ///< below the index folder
  std::uint64_t size = 0;  ///< bytes
  std::string hash;        ///< XXH3, 128 bits, hexadecimal
};

/// The manifest.
struct IndexInfo {
  int schema = 0;
  std::string program;               ///< version of kb that wrote it
  std::string database;              ///< folder or file in the index folder
  std::uint64_t size = 0;            ///< of it, bytes; of a cluster 0 if a server holds part of it
  std::string hash;                  ///< of it: XXH3, 128 bits, hexadecimal
  std::vector<IndexPart> parts;      ///< files of the database; none of a pocket file or cluster
  std::optional<IndexPart> catalog;  ///< what the sources held (source_catalog.h)
  std::uint64_t replaced = 0;        ///< articles written by updates since the whole was built
  std::uint64_t articles = 0;        ///< documents
  std::string created;               ///< ISO, UTC
  std::vector<std::string> sources;  ///< paths it was built from, absolute
  std::map<std::string, std::uint64_t> dialects;  ///< files read, by dialect
  std::uint64_t files = 0;                        ///< files and archive members read
  std::uint64_t diagnostics = 0;                  ///< remarks of the parser on the articles indexed
  std::uint64_t bytes = 0;                        ///< of the files read
};

/// Reads and checks the manifest. kNoIndex if there is no index at `folder`; kDamaged if what is
/// there is no index or not whole; kVersion if another version of kb wrote it.
Result<IndexInfo> read_manifest(const std::string& folder);

/// What can be told of an index whatever version of kb wrote it.
struct IndexSources {
  int schema = 0;
  std::uint64_t articles = 0;
  std::vector<std::string> paths;  ///< what it was built from, absolute
};

/// Reads these from a manifest or the stub of a cluster; nothing if they can't be read there.
std::optional<IndexSources> read_index_sources(const std::string& manifest);

/// Writes the manifest to the new file `temporary`, makes it durable and renames it over the old
/// manifest: from then on the index is what `info` says. kSystem if that fails; the old manifest
/// stays.
Result<void> write_manifest(const std::string& folder, const IndexInfo& info,
                            const std::string& temporary);

/// Opens a regular file of an index for reading; kSystem if it can't.
Result<Descriptor> open_index_file(const std::string& path);

/// Size and hash of the file `folder`/`name`.
Result<IndexPart> measure_file(const std::string& folder, const std::string& name);

/// What a database must pass before Xapian opens it: the sizes of its files are as written, and so
/// is the hash of `iamglass`, of which a single wrong byte can crash Xapian. The first fault, empty
/// if there is none; kSystem if a file can't be read.
Result<std::string> fault_before_opening(const std::string& folder,
                                         const std::vector<IndexPart>& parts);

/// Makes a file or folder durable; false if that fails.
bool sync_path(const std::string& path);

/// What to do when the operating system refuses to write.
inline constexpr const char* kFreeSpace =
    "check permissions and free space, or choose another place with --db";
/// The same for a file that a user named.
inline constexpr const char* kFreeSpaceForFile =
    "check permissions and free space, or write to another place";

/// What failed on `path`, with errno's words and what to do.
tl::unexpected<Error> system_error(const std::string& what, const std::string& path,
                                   const char* hint = kFreeSpace);

/// kDamaged: the index `folder` is not what was written, and why.
tl::unexpected<Error> damaged_index(const std::string& folder, const std::string& why);

/// Behind the name of a file whose hash differs.
inline constexpr const char* kOtherHash = " is not the file that was written (its hash differs)";

/// What to do about a damaged index.
inline constexpr const char* kRebuild = "build it again with `kb index --full PATH...`";

}  // namespace kb
