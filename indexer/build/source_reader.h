// Reads and identifies what the walk found; what has not changed since the last run is not read.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/walk.h"
#include "indexer/build/progress.h"
#include "indexer/build/source_catalog.h"
#include "parser/result.h"

namespace kb {

/// The largest file that is read as an article.
inline constexpr std::uint64_t kMaxArticleBytes = 64ULL << 20U;

/// How much of the last run is used again.
struct Reuse {
  const SourceCatalog* known = nullptr;  ///< null: nothing, everything is read
  std::int64_t begun = 0;                ///< when this run began, nanoseconds since 1970
  bool spool_all = false;  ///< also members of unchanged archives are copied to the spool
};

struct SourcesRead {
  SourceCatalog sources;     ///< every file of the walk, in its order
  bool unchanged = false;    ///< the same files with the same bytes as in the last run
  std::uint64_t reread = 0;  ///< files and members that were read though they are the old ones
};

/// Reads files on `threads` threads, archives one after the other; their members are copied to the
/// file `spool`. kSystem if the spool can't be written. Ends early when progress.cancel is set.
Result<SourcesRead> read_sources(const Walk& found, const Reuse& reuse, const std::string& spool,
                                 unsigned threads, Progress& progress);

}  // namespace kb
