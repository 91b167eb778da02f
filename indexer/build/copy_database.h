// A copy of a database's files that can be written to.
#pragma once

#include <string>

#include "indexer/store/manifest.h"
#include "parser/result.h"

namespace kb {

/// Copies the database of `info` in `folder` to the new folder `target`, sharing blocks where the
/// file system can, and compares the copy's hashes with the manifest. kDamaged if one differs, or
/// for a database in a single file, which can't be written to; kSystem if a file can't be written.
Result<void> copy_database(const std::string& folder, const IndexInfo& info,
                           const std::string& target);

}  // namespace kb
