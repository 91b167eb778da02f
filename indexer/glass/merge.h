// Merges all runs of a build into one Xapian database.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/glass/run.h"
#include "parser/result.h"

namespace kb {

struct MergeInput {
  std::vector<Run> runs;                        ///< documents keep their order
  std::map<std::string, std::string> metadata;  ///< values by key; no key is empty
};

/// Writes the database to the new folder `path`, one file for each Xapian table. Tables that don't
/// depend on each other are written on up to `threads` threads. Each section of a run is read once,
/// from front to back. Memory holds a buffer for each run and, for the forms of words, the index's
/// words of letters (word_forms.h). kSystem if the folder can't be written or a run can't be read.
Result<void> merge_runs(const MergeInput& input, const std::string& path, unsigned threads);

}  // namespace kb
