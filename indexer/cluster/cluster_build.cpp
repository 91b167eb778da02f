#include "indexer/cluster/cluster_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

#include "corpus/on_threads.h"
#include "indexer/build/difference.h"
#include "indexer/cluster/cluster_vocabulary.h"
#include "indexer/store/cluster.h"
#include "indexer/store/publish.h"
#include "indexer/transfer/work_folder.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStub = "stub";  // its name in the work folder

/// Keeps the articles numbered `share`, `share` + `of`, `share` + 2 * `of` ...
void keep_share(Catalog& catalog, std::size_t share, std::size_t of) {
  std::vector<CatalogEntry> kept;
  for (std::size_t i = share; i < catalog.articles.size(); i += of) {
    kept.push_back(std::move(catalog.articles[i]));
  }
  catalog.articles = std::move(kept);
}

std::vector<std::string> builds_in(const std::string& folder) {
  std::vector<std::string> builds;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kClusterBuild)) builds.push_back(name);
  }
  return builds;
}

/// A name with a higher number than all builds in the folder.
std::string next_build(const std::string& folder) {
  unsigned long last = 0;
  for (const std::string& name : builds_in(folder)) {
    last = std::max(last, std::strtoul(name.c_str() + kClusterBuild.size(), nullptr, 10));
  }
  return fmt::format("{}{}", kClusterBuild, last + 1);
}

void remove_builds_but(const std::string& current, const std::string& folder) {
  std::error_code ignored;
  for (const std::string& name : builds_in(folder)) {
    if (name != current) fs::remove_all(folder + "/" + name, ignored);
  }
}

/// The kb-build-N that the stub names; empty if there is no stub.
std::string current_build(const std::string& stub) {
  const auto known = read_cluster(stub);
  return known ? known->vocabulary.substr(0, known->vocabulary.find('/')) : "";
}

/// Adds the report of one shard. The files are the same for all shards.
void add_report(BuildReport&& shard, bool first, BuildReport& all) {
  IndexInfo& info = all.info;
  if (first) {
    all = std::move(shard);
    return;
  }
  info.articles += shard.info.articles;
  info.diagnostics += shard.info.diagnostics;
  info.size += shard.info.size;
  all.editions += shard.editions;
  all.cancelled |= shard.cancelled;
}

/// Creates the folder of the cluster. If the build ends early, a folder that it created is removed.
class ClusterFolder {
 public:
  explicit ClusterFolder(const std::string& path) : path_(path) {
    std::error_code ignored;
    made_ = fs::create_directories(path, ignored);
  }
  ~ClusterFolder() {
    std::error_code ignored;
    if (made_) fs::remove(path_, ignored);  // only if it is empty
  }
  ClusterFolder(const ClusterFolder&) = delete;
  ClusterFolder& operator=(const ClusterFolder&) = delete;

 private:
  const std::string& path_;
  bool made_ = false;
};

struct Place {
  std::string folder;
  std::string build;  ///< `kb-build-3`
};

/// The sources of one build, and what they are compared with.
struct Sources {
  IndexSources before;
  SourceList list;
};

Result<Sources> choose(const BuildOptions& options, const std::string& stub) {
  std::optional<Error> unreadable;
  std::error_code ignored;
  if (fs::exists(stub, ignored)) {
    if (const auto known = read_cluster(stub); !known) unreadable = known.error();
  }
  Sources sources{read_index_sources(stub).value_or(IndexSources{}), {}};
  auto list = choose_sources(options.folder, sources.before, change_of(options), options.sample,
                             unreadable);
  if (!list) return tl::make_unexpected(list.error());
  sources.list = std::move(*list);
  return sources;
}

void report_sources(Sources&& sources, BuildReport& report) {
  if (!sources.before.paths.empty()) report.sources_added = std::move(sources.list.added);
  report.sources_removed = std::move(sources.list.removed);
  report.source_remarks = std::move(sources.list.remarks);
}

Result<Catalog> read_articles(const BuildOptions& options, const Sources& sources,
                              const std::string& spool, Progress& progress) {
  const auto found = walk(sources.list.names(), options.folder, sources.list.known_names());
  if (!found) return tl::make_unexpected(found.error());
  return make_catalog(*found, spool, thread_count(options.threads), progress);
}

std::optional<Error> refusal(const Sources& sources, const Catalog& catalog) {
  return refusal(losses_of(sources.before.articles, sources.list, {catalog, catalog.passed}));
}

Result<BuildReport> build_shards(const BuildOptions& options, const Sources& sources,
                                 const Place& place, unsigned shards, Progress& progress,
                                 ClusterStub& stub) {
  BuildReport all;
  for (unsigned share = 0; share < shards && !progress.cancel; ++share) {
    const std::string index = fmt::format("{}/shard-{}", place.build, share);
    BuildOptions one = options;
    one.sources = sources.list.paths();
    one.folder = place.folder + "/" + index;
    one.note_articles = false;
    one.catalog = [&](const std::string& spool) -> Result<Catalog> {
      auto catalog = read_articles(options, sources, spool, progress);
      if (!catalog) return catalog;
      const auto refused = refusal(sources, *catalog);
      if (refused && !options.accept_losses && !progress.cancel) {
        return tl::make_unexpected(*refused);
      }
      keep_share(*catalog, share, shards);
      return catalog;
    };
    auto built = build_index(one, progress);
    if (!built) return built;
    stub.shards.push_back({index, "", built->info.articles});
    add_report(std::move(*built), share == 0, all);
  }
  return all;
}

/// What a build would do, as far as the sources tell.
Result<BuildReport> foresee(const BuildOptions& options, Sources&& sources, Progress& progress) {
  auto catalog = read_articles(options, sources, "/dev/null", progress);
  if (!catalog) return tl::make_unexpected(catalog.error());
  BuildReport report;
  report.info.articles = catalog->articles.size();
  report.count(sources.before.articles);
  report.info.files = catalog->files;
  report.info.bytes = catalog->bytes;
  report.info.sources = sources.list.paths();
  if (!options.accept_losses) report.refused = refusal(sources, *catalog);
  report.passed = std::move(catalog->passed);
  report.cancelled = progress.cancel;
  report_sources(std::move(sources), report);
  return report;
}

/// kUsage if no cluster can be written to `folder`.
Result<void> check_cluster_place(const std::string& folder) {
  switch (index_place(folder)) {
    case IndexPlace::kFree:
    case IndexPlace::kCluster:
      return {};
    case IndexPlace::kIndex:
      return fail(ErrorKind::kUsage, "the folder " + folder + " holds an index",
                  "name another folder for the cluster with --db");
    case IndexPlace::kOther:
      break;
  }
  return check_index_place(folder);
}

Result<void> write_vocabulary(const std::vector<std::string>& indexes, const std::string& folder,
                              ClusterStub& stub) {
  const std::string path = folder + "/" + stub.vocabulary;
  if (auto done = write_cluster_vocabulary(indexes, path); !done) return done;
  auto files = settle_database(path);
  if (!files) return tl::make_unexpected(files.error());
  stub.vocabulary_files = std::move(*files);
  return {};
}

Result<void> write_stub(const WorkFolder& work, const ClusterStub& stub, const std::string& path) {
  std::ofstream out(work.path(kStub), std::ios::trunc);
  out << cluster_text(stub);
  out.close();
  if (!out) return system_error("can't write", work.path(kStub));
  return work.publish(kStub, path);
}

}  // namespace

Result<BuildReport> build_cluster(const BuildOptions& options, unsigned shards,
                                  Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  std::error_code ignored;
  const std::string path = options.folder + "/" + kClusterName;
  if (auto free = check_cluster_place(options.folder); !free) {
    return tl::make_unexpected(free.error());
  }
  if (options.dry_run) {
    auto sources = choose(options, path);
    if (!sources) return tl::make_unexpected(sources.error());
    return foresee(options, std::move(*sources), progress);
  }
  const ClusterFolder folder(options.folder);
  auto work = WorkFolder::take(path);
  if (!work) return tl::make_unexpected(work.error());
  auto sources = choose(options, path);
  if (!sources) return tl::make_unexpected(sources.error());
  // If the stub can't be read, any build may be the current one, so all stay until a new one is
  // complete.
  if (const std::string current = current_build(path); !current.empty()) {
    remove_builds_but(current, options.folder);
  }
  const Place place{options.folder, next_build(options.folder)};
  ClusterStub stub;
  auto report = build_shards(options, *sources, place, shards, progress, stub);
  if (!report || progress.cancel) {
    fs::remove_all(place.folder + "/" + place.build, ignored);
    if (report) report->cancelled = true;
    return report;
  }
  progress.stage = Progress::Stage::kMerging;
  stub.vocabulary = place.build + "/vocabulary";
  std::vector<std::string> indexes;
  for (const ClusterShard& shard : stub.shards) {
    indexes.push_back(place.folder + "/" + shard.index);
  }
  auto done = write_vocabulary(indexes, place.folder, stub);
  stub.info = report->info;
  if (done) done = write_stub(*work, stub, path);
  if (!done) {
    fs::remove_all(place.folder + "/" + place.build, ignored);
    return tl::make_unexpected(done.error());
  }
  remove_builds_but(place.build, options.folder);
  report_sources(std::move(*sources), *report);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  report->seconds = elapsed.count();
  return report;
}

}  // namespace kb
