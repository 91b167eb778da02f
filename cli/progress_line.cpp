#include "cli/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <string>
#include <string_view>

namespace kb {
namespace {

Progress the_progress;  // the signal handler reaches it here

void cancel(int /*signal*/) { the_progress.cancel = true; }

std::string_view name_of(Progress::Stage stage) {
  switch (stage) {
    case Progress::Stage::kFinding:
      return "finding files";
    case Progress::Stage::kReading:
      return "reading";
    case Progress::Stage::kIndexing:
      return "indexing";
    case Progress::Stage::kPacking:
      return "packing";
    case Progress::Stage::kExporting:
      return "exporting";
    case Progress::Stage::kChecking:
      return "checking";
    case Progress::Stage::kMerging:
      return "merging";
    case Progress::Stage::kPublishing:
      return "publishing";
    case Progress::Stage::kWatching:
      return "watching";
  }
  return "";
}

void draw(const Progress& progress) {
  const std::string_view stage = name_of(progress.stage);
  const std::uint64_t total = progress.total;
  const std::string line =
      total == 0 ? fmt::format("\r\x1b[K{} ...", stage)
                 : fmt::format("\r\x1b[K{} {} of {}", stage, progress.done.load(), total);
  std::fputs(line.c_str(), stderr);
}

}  // namespace

Progress& interruptible_progress() {
  std::signal(SIGINT, cancel);
  std::signal(SIGTERM, cancel);
  return the_progress;
}

ProgressLine::ProgressLine(const Progress& progress, const CommonOptions& options) {
  if (options.quiet || ::isatty(STDERR_FILENO) != 1) return;
  thread_ = std::jthread([&progress](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any tick;
    std::unique_lock lock(mutex);
    while (!tick.wait_for(lock, stop, std::chrono::milliseconds(100),
                          [&] { return stop.stop_requested(); })) {
      draw(progress);
    }
    std::fputs("\r\x1b[K", stderr);
  });
}

}  // namespace kb
