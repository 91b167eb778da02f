// Builds a cluster (cluster.h) from sources: several indexes, their vocabulary, and the stub that
// joins them.
//
//   FOLDER/cluster.kbdb              the stub, renamed into place at the end
//   FOLDER/kb-build-N/shard-K/       index folders; article I of the whole lies in shard I mod the
//                                    number of shards
//   FOLDER/kb-build-N/vocabulary     the vocabulary of all shards
//
// Each build makes a new kb-build-N. If it dies, the next build removes that folder. When the new
// stub has replaced the old one, the folder of the old build is removed.
#pragma once

#include <string>

#include "indexer/build/build.h"
#include "indexer/build/progress.h"
#include "parser/result.h"

namespace kb {

/// Works like build_index, but writes `shards` (at least 1) indexes, and the cluster that joins
/// them, to options.folder; the sources are read once for each. The report is about all shards.
Result<BuildReport> build_cluster(const BuildOptions& options, unsigned shards, Progress& progress);

}  // namespace kb
