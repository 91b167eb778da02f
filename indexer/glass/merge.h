// All runs of a build to one Xapian database.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/glass/run.h"
#include "parser/result.h"

namespace kb {

/// What is to be merged.
struct MergeInput {
  std::vector<Run> runs;                        ///< documents keep their order
  std::map<std::string, std::string> metadata;  ///< keys, none empty, and values
};

/// Writes the database to the new folder `path`: one Xapian table a file, those that don't depend
/// on each other on up to `threads` threads. Each run is read once, from front to back, table by
/// table; memory is a buffer a run and the index's words of letters, for the
/// forms of words (word_forms.h). kSystem if the folder can't be written or a run not be read.
Result<void> merge_runs(const MergeInput& input, const std::string& path, unsigned threads);

}  // namespace kb
