#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/command.h"
#include "cli/terminal.h"
#include "corpus/read_file.h"
#include "indexer/build.h"

namespace kb {
namespace {

struct Options {
  std::vector<std::string> paths;
  bool strict = false;
  unsigned threads = 0;
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
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  const auto installed = program / KB_SAMPLE_INSTALLED;
  return std::filesystem::is_directory(installed, ignored) ? installed.string() : KB_SAMPLE_SOURCE;
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
  const nlohmann::ordered_json json = {{"format", 1},
                                       {"articles", report.info.articles},
                                       {"files", report.info.files},
                                       {"bytes", report.info.bytes},
                                       {"dialects", report.info.dialects},
                                       {"editions", report.editions},
                                       {"diagnostics", report.info.diagnostics},
                                       {"passed_over", report.passed.size()},
                                       {"seconds", report.seconds},
                                       {"index_bytes", report.info.size},
                                       {"index", folder}};
  out.line(json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  out.flush();
}

int run_index(const Options& options, const CommonOptions& common) {
  BuildOptions build;
  build.sources = options.paths;
  if (build.sources.empty()) build.sources.push_back(sample_folder());
  build.folder = index_folder(common);
  build.threads = options.threads;
  build.withhold_query_words = options.withhold_query_words;
  std::signal(SIGINT, cancel);
  std::signal(SIGTERM, cancel);
  Result<BuildReport> built = [&] {
    const ProgressLine line(common.quiet);
    return build_index(build, progress);
  }();
  if (!built) return report(built.error());
  if (built->cancelled) {
    return report({ErrorKind::kSystem, "interrupted; the index is what it was before", ""});
  }
  print_problems(built->passed, common, "files were passed over");
  print_problems(built->remarks, common, "files are worth a look");
  remark(common, summary(*built, build.folder));
  if (common.json) {
    Output out(common);
    print_json(*built, build.folder, out);
  }
  return options.strict && !built->passed.empty() ? kFailed : kFound;
}

}  // namespace

Run setup_index(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(
      "path", options->paths,
      "folders, files, .tar[.gz|.xz|.zst] and .zip archives (none: the sample articles)");
  app.add_flag("--strict", options->strict, "exit status 2 if a file had to be passed over");
  app.add_option("--threads", options->threads, "threads to use (0: one a processor)");
  app.add_flag("--withhold-query-words", options->withhold_query_words,
               "index articles without their authors' query words (to measure the ranking)");
  return [options](const CommonOptions& common) { return run_index(*options, common); };
}

}  // namespace kb
