// A share of the articles, read, parsed and inverted by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/build/catalog.h"
#include "indexer/schema/code_dictionary.h"
#include "indexer/build/progress.h"
#include "indexer/glass/run.h"
#include "parser/result.h"

namespace kb {

struct ShardResult {
  std::uint64_t articles = 0;
  std::uint64_t diagnostics = 0;
  std::vector<SourceProblem> passed;  ///< files that could no longer be read
  Dictionary dictionary;              ///< what these articles say of error codes
  Run run;                            ///< everything they are found by
};

/// Parses entries [begin, end) of the catalog and appends them, in order, as a run to `out`, with
/// or without their query words. Notes in their items what became of them: as document the number
/// within the run, no hash if they are not what was identified. `builder` is the thread's, empty
/// before and after. Errors of `out` stick to it.
ShardResult write_shard(Catalog& catalog, std::size_t begin, std::size_t end,
                        const std::string& spool, bool withhold, RunBuilder& builder,
                        ScratchWriter& out, Progress& progress);

}  // namespace kb
