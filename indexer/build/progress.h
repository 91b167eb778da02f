// How far a long run is, for whoever shows it; and the way to end it early.
#pragma once

#include <atomic>
#include <cstdint>

namespace kb {

/// Written by the threads of a build, read by the command line.
struct Progress {
  enum class Stage { kFinding, kReading, kIndexing, kMerging, kPublishing, kWatching };
  std::atomic<Stage> stage = Stage::kFinding;
  std::atomic<std::uint64_t> done = 0;   ///< files or articles of this stage
  std::atomic<std::uint64_t> total = 0;  ///< 0 while unknown
  std::atomic<bool> cancel = false;      ///< set to end the run; the old index stays
};

}  // namespace kb
