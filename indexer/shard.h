// A share of the articles as one small Xapian database, built by one thread and flushed once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/catalog.h"
#include "indexer/dictionary.h"
#include "indexer/progress.h"
#include "parser/result.h"

namespace kb {

struct ShardResult {
  std::uint64_t articles = 0;
  std::uint64_t diagnostics = 0;
  std::vector<SourceProblem> passed;  ///< files that could no longer be read
  Dictionary dictionary;              ///< what these articles say of error codes
};

/// Parses entries [begin, end) of the catalog and writes them, in order, to a new database at
/// `path`, with or without their query words. The database is scratch: not durable until it has
/// been merged into an index.
Result<ShardResult> write_shard(const Catalog& catalog, std::size_t begin, std::size_t end,
                                const std::string& spool, const std::string& path, bool withhold,
                                Progress& progress);

}  // namespace kb
