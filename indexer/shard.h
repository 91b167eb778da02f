// A share of the articles, read, parsed and inverted by one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/catalog.h"
#include "indexer/dictionary.h"
#include "indexer/progress.h"
#include "indexer/run.h"
#include "parser/result.h"

namespace kb {

/// What an update wants to know of an article that was written, or why it was not.
struct WrittenArticle {
  std::size_t article = 0;  ///< of the catalog
  bool written = false;
  bool as_identified = false;  ///< its bytes are those that were identified
  std::uint64_t diagnostics = 0;
  std::vector<MinedCode> says;
};

struct ShardResult {
  std::uint64_t articles = 0;
  std::uint64_t diagnostics = 0;
  std::vector<SourceProblem> passed;  ///< files that could no longer be read
  Dictionary dictionary;              ///< what these articles say of error codes
  std::vector<WrittenArticle> log;    ///< each of the articles, in the order of their documents
  Run run;                            ///< everything they are found by
};

/// Parses entries [begin, end) of the catalog and appends them, in order, as a run to `out`, with
/// or without their query words. `builder` is the thread's, empty before and after. Errors of `out`
/// stick to it.
ShardResult write_shard(const Catalog& catalog, std::size_t begin, std::size_t end,
                        const std::string& spool, bool withhold, RunBuilder& builder,
                        ScratchWriter& out, Progress& progress);

}  // namespace kb
