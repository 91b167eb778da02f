// The vocabulary of a cluster: what it knows about words and error codes over all its shards.
#pragma once

#include <string>
#include <vector>

#include "parser/result.h"

namespace kb {

/// Writes to the new folder `path` a Xapian database without articles. It contains the stems, the
/// spelling words and the dictionary of error codes of all indexes in the folders `indexes`. Errors
/// as open_index; kSystem if it can't be written.
Result<void> write_cluster_vocabulary(const std::vector<std::string>& indexes,
                                      const std::string& path);

}  // namespace kb
