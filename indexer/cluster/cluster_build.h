// Sources to a cluster (cluster.h): so many indexes, their vocabulary, and the stub joining them.
//
//   FOLDER/cluster.kbdb              the stub, renamed into place at the end
//   FOLDER/kb-build-N/shard-K/       index folders; article I of the whole lies in shard I mod the
//                                    number of shards
//   FOLDER/kb-build-N/vocabulary     the vocabulary of all shards
//
// Each build is a new kb-build-N. What the stub does not name is of a build that died, or was
// replaced: the next build removes the one, the stub's exchange the other.
#pragma once

#include <string>

#include "indexer/build/build.h"
#include "indexer/build/progress.h"
#include "parser/result.h"

namespace kb {

/// As build_index, but writes `shards` (at least 1) indexes and the cluster that joins them to
/// options.folder; the sources are read once for each. The report is of all shards together.
Result<BuildReport> build_cluster(const BuildOptions& options, unsigned shards, Progress& progress);

}  // namespace kb
