#include "indexer/build/follow.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "corpus/folder_watch.h"

namespace kb {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kQuiet(300);       // after the last change, before a run
constexpr milliseconds kRetry(5'000);     // after a failure
constexpr milliseconds kLong(3'600'000);  // a look now and then, should an event be missed

/// The folders that were walked, and for sources that are files the folders they lie in.
std::vector<std::string> folders_of(const BuildReport& report) {
  std::vector<std::string> folders = report.folders;
  for (const std::string& source : report.info.sources) {
    std::error_code ignored;
    if (std::filesystem::is_directory(source, ignored)) continue;
    const std::string parent = std::filesystem::path(source).parent_path().string();
    folders.push_back(parent.empty() ? "." : parent);
  }
  return folders;
}

/// Hands over failures once, however often they repeat.
class Reporter {
 public:
  explicit Reporter(const std::function<void(const Result<BuildReport>&)>& done) : done_(done) {}

  void report(const Result<BuildReport>& result) {
    const std::string failure = result ? "" : result.error().message;
    if (result || failure != last_failure_) done_(result);
    last_failure_ = failure;
  }

 private:
  const std::function<void(const Result<BuildReport>&)>& done_;
  std::string last_failure_;
};

}  // namespace

Result<void> follow_sources(const BuildOptions& options, Progress& progress,
                            const std::function<void(const Result<BuildReport>&)>& done) {
  auto watch = FolderWatch::open();
  if (!watch) return tl::make_unexpected(watch.error());
  Reporter reporter(done);
  BuildOptions now = options;
  now.list_folders = true;
  BuildOptions later = now;  // the first run alone changes the sources, and what goes unasked
  later.sources.clear();
  later.removed_sources.clear();
  later.only = later.full = later.accept_losses = false;
  for (bool first = true; !progress.cancel; first = false) {
    const auto result = build_index(now, progress);
    if (progress.cancel && (!result || result->cancelled)) break;
    if (first && !result) return tl::make_unexpected(result.error());
    reporter.report(result);
    now = later;
    milliseconds limit = kRetry;
    if (result) {
      const auto watching = watch->watch(folders_of(*result));
      if (!watching) return tl::make_unexpected(watching.error());
      if (watching->any_new) continue;  // something may have happened before the watch began
      if (!watching->any_gone) limit = kLong;
    }
    progress.stage = Progress::Stage::kWatching;
    progress.total = 0;
    watch->wait(kQuiet, limit, progress.cancel);
  }
  return {};
}

}  // namespace kb
