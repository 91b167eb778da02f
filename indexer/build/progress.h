// How far a long run is, for whoever shows it; and the way to end it early.
#pragma once

#include <atomic>
#include <cstdint>

namespace kb {

/// Written by the threads of a long run, read by the command line.
struct Progress {
  enum class Stage {
    kFinding,
    kReading,
    kIndexing,
    kPacking,
    kExporting,
    kChecking,
    kMerging,
    kPublishing,
    kWatching
  };
  std::atomic<Stage> stage = Stage::kFinding;
  std::atomic<std::uint64_t> done = 0;   ///< files or articles of this stage
  std::atomic<std::uint64_t> total = 0;  ///< 0 while unknown
  std::atomic<bool> cancel = false;      ///< set to end the run; what it would replace stays
};

}  // namespace kb
