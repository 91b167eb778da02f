// An index that follows its sources: brought up to date whenever something changes in them.
#pragma once

#include <functional>

#include "indexer/build/build.h"
#include "indexer/build/progress.h"
#include "parser/result.h"

namespace kb {

/// Builds or updates the index, then again after every change, until progress.cancel is set.
/// Changes that follow each other closely are taken together. `done` gets the report of each run
/// that was not cancelled, and later failures (a source that is gone for a while, a full disk),
/// each once; after those it tries again at the next change, at the latest after some seconds. What
/// would take out too much (difference.h) is such a failure: the index stays as it is.
/// Returns the failure of the first run, or of watching; nothing when it was cancelled.
Result<void> follow_sources(const BuildOptions& options, Progress& progress,
                            const std::function<void(const Result<BuildReport>&)>& done);

}  // namespace kb
