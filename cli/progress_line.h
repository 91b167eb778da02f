// Long runs: how a terminal sees how far they are, and how Ctrl-C ends them.
#pragma once

#include <thread>

#include "cli/command.h"
#include "indexer/build/progress.h"

namespace kb {

/// The progress of the one long run of this process. From now on SIGINT and SIGTERM set its
/// `cancel` instead of killing the process.
Progress& interruptible_progress();

/// Redraws one line on stderr while it lives, if that is a terminal; none with -q.
class ProgressLine {
 public:
  ProgressLine(const Progress& progress, const CommonOptions& options);

 private:
  std::jthread thread_;
};

}  // namespace kb
