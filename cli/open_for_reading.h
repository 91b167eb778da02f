// How the commands open the index that they read.
#pragma once

#include "cli/command.h"
#include "query/search/index.h"

namespace kb {

/// Opens the index of index_folder(); the errors are those of Index::open().
///
/// Xapian trusts the offsets inside a block of its tables, so a damaged one can lead it to memory
/// that is not there. To hash the whole database in front of each search would find it, and cost
/// more than the search. So from here on a memory fault ends the program as a damaged index does:
/// with one sentence on stderr and kFailed, not by a signal.
Result<Index> open_for_reading(const CommonOptions& options);

}  // namespace kb
