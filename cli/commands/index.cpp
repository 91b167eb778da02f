#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "cli/command.h"
#include "cli/progress_line.h"
#include "cli/terminal.h"
#include "corpus/program_folder.h"
#include "corpus/read_file.h"
#include "indexer/build/build.h"
#include "indexer/build/follow.h"
#include "indexer/cluster/cluster_build.h"
#include "indexer/store/cluster.h"
#include "parser/json_writer.h"
#include "parser/text/count.h"

namespace kb {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::vector<std::string> removed;
  bool only = false;
  bool dry_run = false;
  bool yes = false;
  bool strict = false;
  bool full = false;
  bool through_xapian = false;
  bool wait = false;
  bool watch = false;
  unsigned threads = 0;
  unsigned shards = 0;
  bool withhold_query_words = false;
};

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

/// The articles that come with the program: beside it when installed, else in the source tree; empty
/// where there are none.
std::string sample_folder() {
  for (const std::string beside : {KB_SAMPLE_INSTALLED, KB_SAMPLE_SOURCE}) {
    std::error_code missing;
    const auto folder = std::filesystem::canonical(program_folder() + beside, missing);
    if (!missing) return folder.string();
  }
  return {};
}

void print_problems(const std::vector<SourceProblem>& problems, const CommonOptions& options,
                    const std::string& what) {
  constexpr std::size_t kShown = 20;
  if (problems.empty()) return;
  remark(options, what + ":");
  const std::size_t shown = options.verbose ? problems.size() : std::min(kShown, problems.size());
  for (std::size_t i = 0; i < shown; ++i) {
    remark(options, "  " + problems[i].path + ": " + problems[i].why);
  }
  if (shown < problems.size()) {
    remark(options, fmt::format("  and {} more (-v lists them all)", problems.size() - shown));
  }
}

std::string dialects_of(const IndexInfo& info) {
  std::string text;
  for (const auto& [name, count] : info.dialects) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
  }
  return text;
}

std::string summary(const BuildReport& report, const std::string& folder) {
  const IndexInfo& info = report.info;
  const std::string articles = counted(info.articles, "article");
  const std::string files = counted(info.files, "file");
  if (report.kind == BuildKind::kUnchanged) {
    return fmt::format("nothing has changed: {} from {} in {} ({:.2f} s)", articles, files, folder,
                       report.seconds);
  }
  if (report.kind == BuildKind::kUpdated) {
    return fmt::format("{} added, {} changed, {} removed in {:.2f} s: {} from {} in {}",
                       counted(report.added, "article"), report.changed, report.removed,
                       report.seconds, articles, files, folder);
  }
  const double rate = report.seconds > 0 ? double(info.articles) / report.seconds : 0;
  return fmt::format(
      "{} from {} ({}) in {:.1f} s, {:.0f} articles/s: {}; {}; {} on their text; "
      "index of {} in {}",
      articles, files, human_size(info.bytes), report.seconds, rate, dialects_of(info),
      counted(report.editions, "file is another edition", "files are other editions"),
      counted(info.diagnostics, "remark"), human_size(info.size), folder);
}

/// What a dry run found, and whether it would be done.
void print_dry_run(const BuildReport& report, const CommonOptions& common) {
  const std::string changes =
      fmt::format("{} would be added, {} changed, {} removed", counted(report.added, "article"),
                  report.changed, report.removed);
  switch (report.kind) {
    case BuildKind::kUnchanged:
      remark(common, "nothing would change");
      break;
    case BuildKind::kUpdated:
      remark(common, changes);
      break;
    case BuildKind::kBuilt:
      remark(common, "the whole would be built anew; at least " + changes);
      break;
  }
  if (report.refused) {
    remark(common, "it would be refused: " + report.refused->message + "; " + report.refused->hint);
  }
}

void print_sources(const BuildReport& report, bool dry_run, const CommonOptions& common) {
  for (const std::string& sentence : report.source_remarks) remark(common, sentence);
  const char* is = dry_run ? "would be" : "is";
  for (const std::string& path : report.sources_added) {
    remark(common, fmt::format("{} {} a source", path, dry_run ? "would become" : "has become"));
  }
  for (const std::string& path : report.sources_removed) {
    remark(common, fmt::format("{} {} no source any more", path, is));
  }
}

void print_json(const BuildReport& report, const std::string& folder, bool dry_run, Output& out) {
  std::string json;
  const auto refused = report.refused ? std::optional(report.refused->message) : std::nullopt;
  JsonObject(json)
      .field("format", 1)
      .field("action", name_of(report.kind))
      .field("dry_run", dry_run)
      .field("refused", refused)
      .field("sources", report.info.sources)
      .field("sources_added", report.sources_added)
      .field("sources_removed", report.sources_removed)
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

BuildOptions build_options(const Options& options, const CommonOptions& common) {
  BuildOptions build;
  build.folder = index_folder(common);
  build.sources = options.paths;
  build.only = options.only;
  build.removed_sources = options.removed;
  build.sample = sample_folder();
  build.accept_losses = options.yes;
  build.dry_run = options.dry_run;
  build.threads = options.threads;
  build.full = options.full || options.through_xapian;
  build.through_xapian = options.through_xapian;
  if (options.wait || options.watch) build.when_busy = WhenBusy::kWait;
  build.withhold_query_words = options.withhold_query_words;
  return build;
}

/// What a run did, to stderr, with --json also to stdout.
void print_report(const BuildReport& report, const BuildOptions& build,
                  const CommonOptions& common) {
  print_sources(report, build.dry_run, common);
  print_problems(report.passed, common,
                 counted(report.passed.size(), "file was", "files were") + " passed over");
  print_problems(report.remarks, common,
                 counted(report.remarks.size(), "file is", "files are") + " worth a look");
  if (build.dry_run) {
    print_dry_run(report, common);
  } else {
    remark(common, summary(report, build.folder));
  }
  if (common.json) {
    Output out(common);
    print_json(report, build.folder, build.dry_run, out);
  }
}

/// Keeps the index up to date until interrupted. Runs that find nothing changed are not worth a
/// word, but for the first.
int run_watch(const BuildOptions& build, const CommonOptions& common) {
  bool first = true;
  const auto ended =
      follow_sources(build, interruptible_progress(), [&](const Result<BuildReport>& result) {
        if (!result) {
          report(result.error());
        } else if (first || result->kind != BuildKind::kUnchanged) {
          print_report(*result, build, common);
        }
        if (first) remark(common, "watching for changes; interrupt to end");
        first = false;
      });
  if (!ended) return report(ended.error());
  remark(common, "the watch has ended");
  return kFound;
}

/// Why these options can't be carried out together; empty if they can.
std::string_view contradiction_in(const Options& options) {
  if (options.only && options.paths.empty()) return "--only needs the paths of the sources";
  if (options.only && !options.removed.empty()) return "--only and --remove exclude each other";
  if (options.watch && options.dry_run) return "--watch and --dry-run exclude each other";
  if (options.watch && options.shards != 0) return "--watch and --shards exclude each other";
  return "";
}

int run_index(const Options& options, const CommonOptions& common) {
  if (const std::string_view why = contradiction_in(options); !why.empty()) {
    return report({ErrorKind::kUsage, std::string(why), "see `kb index --help`"});
  }
  const BuildOptions build = build_options(options, common);
  Progress& progress = interruptible_progress();
  if (options.watch) return run_watch(build, common);
  const Result<BuildReport> built = [&] {
    const ProgressLine line(progress, common);
    return options.shards == 0 ? build_index(build, progress)
                               : build_cluster(build, options.shards, progress);
  }();
  if (!built) return report(built.error());
  if (built->cancelled) {
    const bool one = options.shards == 0;
    const std::string kind = one ? "index" : "cluster";
    const std::string file = build.folder + "/" + (one ? kManifestName : kClusterName);
    return report_interrupted(std::filesystem::exists(file), "the " + kind, kind);
  }
  print_report(*built, build, common);
  return options.strict && !built->passed.empty() ? kFailed : kFound;
}

}  // namespace

Run setup_index(OptionList& list) {
  auto options = std::make_shared<Options>();
  list.add(
      "path", options->paths,
      "folders, files, .tar[.gz|.xz|.zst] and .zip archives that are added to the sources of the "
      "index, which is brought up to date with all of them (an index without any: the sample "
      "articles)");
  list.add("--only", options->only, "make the paths the only sources");
  list.add("--remove", options->removed, "take this source out; may be repeated").called("PATH");
  list.add("--dry-run", options->dry_run, "say what would change, and write nothing");
  list.add("--yes", options->yes,
           "also if a source is gone or empty, or more than a fifth of the articles would go");
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
