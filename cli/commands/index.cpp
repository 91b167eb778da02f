#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/command.h"
#include "cli/terminal.h"
#include "corpus/program_folder.h"
#include "corpus/read_file.h"
#include "indexer/build/build.h"
#include "indexer/build/follow.h"
#include "indexer/cluster/cluster_build.h"
#include "indexer/store/cluster.h"
#include "parser/json_writer.h"

namespace kb {
namespace {

struct Options {
  std::vector<std::string> paths;
  bool strict = false;
  bool full = false;
  bool through_xapian = false;
  bool wait = false;
  bool watch = false;
  unsigned threads = 0;
  unsigned shards = 0;
  bool withhold_query_words = false;
};

Progress progress;  // one build a process; the signal handler reaches it here

void cancel(int /*signal*/) { progress.cancel = true; }

std::string_view name_of(Progress::Stage stage) {
  switch (stage) {
    case Progress::Stage::kFinding:
      return "finding files";
    case Progress::Stage::kReading:
      return "reading";
    case Progress::Stage::kIndexing:
      return "indexing";
    case Progress::Stage::kMerging:
      return "merging";
    case Progress::Stage::kPublishing:
      return "publishing";
    case Progress::Stage::kWatching:
      return "watching";
  }
  return "";
}

std::string_view name_of(BuildKind kind) {
  switch (kind) {
    case BuildKind::kBuilt:
      return "built";
    case BuildKind::kUpdated:
      return "updated";
    case BuildKind::kUnchanged:
      return "unchanged";
  }
  return "";
}

/// Redraws one line on stderr while it lives, if that is a terminal.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet) {
    if (quiet || ::isatty(STDERR_FILENO) != 1) return;
    thread_ = std::jthread([](const std::stop_token& stop) {
      std::mutex mutex;
      std::condition_variable_any tick;
      std::unique_lock lock(mutex);
      while (!tick.wait_for(lock, stop, std::chrono::milliseconds(100),
                            [&] { return stop.stop_requested(); })) {
        draw();
      }
      std::fputs("\r\x1b[K", stderr);
    });
  }

 private:
  static void draw() {
    const std::string_view stage = name_of(progress.stage);
    const std::uint64_t total = progress.total;
    const std::string line =
        total == 0 ? fmt::format("\r\x1b[K{} ...", stage)
                   : fmt::format("\r\x1b[K{} {} of {}", stage, progress.done.load(), total);
    std::fputs(line.c_str(), stderr);
  }

  std::jthread thread_;
};

/// The articles that come with the program: beside it when installed, else in the source tree.
std::string sample_folder() {
  std::error_code ignored;
  const std::string installed = program_folder() + KB_SAMPLE_INSTALLED;
  return std::filesystem::is_directory(installed, ignored) ? installed : KB_SAMPLE_SOURCE;
}

/// What is indexed when no path is given: what the index was made of; the sample where there is no
/// index. Of an index that can't be read nobody knows what it was made of.
Result<std::vector<std::string>> usual_sources(const std::string& folder) {
  const auto info = read_manifest(folder);
  if (info && !info->sources.empty()) return info->sources;
  if (!info && info.error().kind != ErrorKind::kNoIndex) {
    return tl::make_unexpected(info.error());
  }
  return std::vector<std::string>{sample_folder()};
}

void print_problems(const std::vector<SourceProblem>& problems, const CommonOptions& options,
                    std::string_view what) {
  constexpr std::size_t kShown = 20;
  if (problems.empty()) return;
  remark(options, fmt::format("{} {}:", problems.size(), what));
  const std::size_t shown = options.verbose ? problems.size() : std::min(kShown, problems.size());
  for (std::size_t i = 0; i < shown; ++i) {
    remark(options, "  " + problems[i].path + ": " + problems[i].why);
  }
  if (shown < problems.size()) {
    remark(options, fmt::format("  and {} more (-v lists them all)", problems.size() - shown));
  }
}

std::string summary(const BuildReport& report, const std::string& folder) {
  if (report.kind == BuildKind::kUnchanged) {
    return fmt::format("nothing has changed: {} articles from {} files in {} ({:.2f} s)",
                       report.info.articles, report.info.files, folder, report.seconds);
  }
  if (report.kind == BuildKind::kUpdated) {
    return fmt::format(
        "{} articles added, {} changed, {} removed in {:.2f} s: {} articles from {} files in {}",
        report.added, report.changed, report.removed, report.seconds, report.info.articles,
        report.info.files, folder);
  }
  std::string dialects;
  for (const auto& [name, count] : report.info.dialects) {
    dialects += fmt::format("{}{} {}", dialects.empty() ? "" : ", ", count, name);
  }
  const double rate = report.seconds > 0 ? double(report.info.articles) / report.seconds : 0;
  return fmt::format(
      "{} articles from {} files ({}) in {:.1f} s, {:.0f} articles/s: {}; {} files are other "
      "editions; {} remarks on their text; index of {} in {}",
      report.info.articles, report.info.files, human_size(report.info.bytes), report.seconds, rate,
      dialects, report.editions, report.info.diagnostics, human_size(report.info.size), folder);
}

void print_json(const BuildReport& report, const std::string& folder, Output& out) {
  std::string json;
  JsonObject(json)
      .field("format", 1)
      .field("action", name_of(report.kind))
      .field("added", report.added)
      .field("changed", report.changed)
      .field("removed", report.removed)
      .field("articles", report.info.articles)
      .field("files", report.info.files)
      .field("bytes", report.info.bytes)
      .field("dialects", report.info.dialects)
      .field("editions", report.editions)
      .field("diagnostics", report.info.diagnostics)
      .field("passed_over", report.passed.size())
      .field("seconds", report.seconds)
      .field("index_bytes", report.info.size)
      .field("index", folder)
      .end();
  out.line(json);
  out.flush();
}

Result<BuildOptions> build_options(const Options& options, const CommonOptions& common) {
  BuildOptions build;
  build.folder = index_folder(common);
  build.sources = options.paths;
  if (build.sources.empty()) {
    auto usual = usual_sources(build.folder);
    if (!usual) return tl::make_unexpected(usual.error());
    build.sources = std::move(*usual);
  }
  build.threads = options.threads;
  build.full = options.full || options.through_xapian;
  build.through_xapian = options.through_xapian;
  if (options.wait || options.watch) build.when_busy = WhenBusy::kWait;
  build.withhold_query_words = options.withhold_query_words;
  return build;
}

/// What a run did, to stderr, with --json also to stdout.
void print_report(const BuildReport& report, const std::string& folder,
                  const CommonOptions& common) {
  print_problems(report.passed, common, "files were passed over");
  print_problems(report.remarks, common, "files are worth a look");
  remark(common, summary(report, folder));
  if (common.json) {
    Output out(common);
    print_json(report, folder, out);
  }
}

/// Keeps the index up to date until interrupted. Runs that find nothing changed are not worth a
/// word, but for the first.
int run_watch(const BuildOptions& build, const CommonOptions& common) {
  bool first = true;
  const auto ended = follow_sources(build, progress, [&](const Result<BuildReport>& result) {
    if (!result) {
      report(result.error());
    } else if (first || result->kind != BuildKind::kUnchanged) {
      print_report(*result, build.folder, common);
    }
    if (first) remark(common, "watching for changes; interrupt to end");
    first = false;
  });
  if (!ended) return report(ended.error());
  remark(common, "the watch has ended");
  return kFound;
}

int run_index(const Options& options, const CommonOptions& common) {
  const auto build = build_options(options, common);
  if (!build) return report(build.error());
  std::signal(SIGINT, cancel);
  std::signal(SIGTERM, cancel);
  if (options.watch) return run_watch(*build, common);
  Result<BuildReport> built = [&] {
    const ProgressLine line(common.quiet);
    return options.shards == 0 ? build_index(*build, progress)
                               : build_cluster(*build, options.shards, progress);
  }();
  if (!built) return report(built.error());
  if (built->cancelled) {
    const bool one = options.shards == 0;
    const std::string kind = one ? "index" : "cluster";
    const std::string file = build->folder + "/" + (one ? "manifest.json" : kClusterName);
    return report_interrupted(std::filesystem::exists(file), "the " + kind, kind);
  }
  print_report(*built, build->folder, common);
  return options.strict && !built->passed.empty() ? kFailed : kFound;
}

}  // namespace

Run setup_index(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add(
      "path", options->paths,
      "folders, files, .tar[.gz|.xz|.zst] and .zip archives (none: what the index was made of, at "
      "first the sample articles)");
  list.add("--full", options->full, "build the whole index anew, whatever has changed");
  list.add("--through-xapian", options->through_xapian,
           "build the whole index anew, each document written by Xapian: the same, slower");
  list.add("--wait", options->wait, "wait while another kb is writing the index");
  list.add("--watch", options->watch,
           "go on and bring the index up to date at every change, until interrupted");
  list.add("--strict", options->strict, "exit status 2 if a file had to be passed over");
  list.add("--shards", options->shards,
           "write so many indexes and a cluster.kbdb that joins them (docs/scaling.md)")
      .between(1, 1000);
  list.add("--threads", options->threads, "threads to use (0: one a processor)");
  list.add("--withhold-query-words", options->withhold_query_words,
           "index articles without their authors' query words (to measure the ranking)");
  return [options](const CommonOptions& common) { return run_index(*options, common); };
}

}  // namespace kb
