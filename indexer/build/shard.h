// A share of the articles, read, parsed and inverted by one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/build/article_writer.h"
#include "indexer/build/catalog.h"
#include "indexer/build/progress.h"
#include "indexer/glass/run.h"

namespace kb {

struct ShardResult {
  std::uint64_t articles = 0;
  std::vector<SourceProblem> passed;  ///< files that could no longer be read
  Run run;                            ///< everything they are found by
};

/// Writes entries [begin, end) of the catalog, in order, as a run to `out`; the document in their
/// items is the number within the run. `builder` is the thread's, empty before and after. Errors of
/// `out` stick to it.
ShardResult write_shard(Catalog& catalog, std::size_t begin, std::size_t end,
                        const ArticleWriter& writer, RunBuilder& builder, ScratchWriter& out,
                        Progress& progress);

}  // namespace kb
