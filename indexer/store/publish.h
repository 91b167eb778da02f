// How a new index takes the place of the old one: in one step, the rename of the manifest.
#pragma once

#include <string>
#include <vector>

#include "indexer/store/index_folder.h"
#include "parser/result.h"

namespace kb {

/// What a build has written inside its scratch folder.
struct BuiltIndex {
  std::string database;  ///< path of a folder of Xapian tables
  std::string catalog;   ///< path of the catalogue of sources; empty if there is none
};

/// Makes the files of a Xapian database durable and measures them; names are those inside its
/// folder. kSystem if that fails.
Result<std::vector<IndexPart>> settle_database(const std::string& database);

/// Makes `built` the current index; `info` needs only the fields that describe its content. Then
/// removes the files of the old one. kSystem if a file can't be written; the old index stays.
Result<IndexInfo> publish_index(const IndexLock& lock, const BuiltIndex& built, IndexInfo info);

/// Exchanges the catalogue of sources alone; the database stays what `info`, the current manifest,
/// says. Errors as publish_index.
Result<IndexInfo> publish_catalog(const IndexLock& lock, const std::string& catalog,
                                  IndexInfo info);

}  // namespace kb
