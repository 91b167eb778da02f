// Sources to a published index.
#pragma once

#include <string>
#include <vector>

#include "corpus/walk.h"
#include "indexer/index_folder.h"
#include "indexer/progress.h"
#include "parser/result.h"

namespace kb {

struct BuildOptions {
  std::vector<std::string> sources;  ///< files, folders, archives; at least one
  std::string folder;                ///< of the index
  unsigned threads = 0;              ///< 0: one a processor
  /// Index every article as if it had no query words; for measuring the ranking.
  bool withhold_query_words = false;
};

struct BuildReport {
  IndexInfo info;
  std::vector<SourceProblem> passed;   ///< files passed over, with the reason
  std::vector<SourceProblem> remarks;  ///< files taken, with something worth knowing
  std::uint64_t editions = 0;          ///< files that hold an article another file was taken for
  double seconds = 0;
  bool cancelled = false;  ///< progress.cancel ended it; the old index stays
};

/// Builds an index from scratch: finds and identifies the files, writes shards on all threads,
/// merges them and publishes the result in one step. Until that step, and if anything fails, the
/// old index is what it was. Errors: kInput for a source that can't be read at all, kBusy, kSystem.
Result<BuildReport> build_index(const BuildOptions& options, Progress& progress);

}  // namespace kb
