// Whether an index is sound, and what is wrong if it is not.
#pragma once

#include <string>
#include <vector>

#include "parser/result.h"

namespace kb {

/// Compares every file that the manifest names with its size and hash, lets Xapian check the
/// database's structure and counts the articles. One sentence for each fault found, none for a
/// sound index. Errors as open_index.
Result<std::vector<std::string>> check_index(const std::string& folder);

}  // namespace kb
