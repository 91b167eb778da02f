#include "indexer/cluster/cluster_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "indexer/cluster/cluster_vocabulary.h"
#include "indexer/store/cluster.h"
#include "indexer/store/publish.h"
#include "indexer/transfer/work_folder.h"

namespace kb {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBuild = "kb-build-";
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
    if (name.starts_with(kBuild)) builds.push_back(name);
  }
  return builds;
}

/// A name with a higher number than all builds in the folder.
std::string next_build(const std::string& folder) {
  unsigned long last = 0;
  for (const std::string& name : builds_in(folder)) {
    last = std::max(last, std::strtoul(name.c_str() + kBuild.size(), nullptr, 10));
  }
  return fmt::format("{}{}", kBuild, last + 1);
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

Result<BuildReport> build_shards(const BuildOptions& options, const Place& place, unsigned shards,
                                 Progress& progress, ClusterStub& stub) {
  BuildReport all;
  const unsigned threads =
      options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  for (unsigned share = 0; share < shards && !progress.cancel; ++share) {
    const std::string index = fmt::format("{}/shard-{}", place.build, share);
    BuildOptions one = options;
    one.folder = place.folder + "/" + index;
    one.catalog = [&](const std::string& spool) -> Result<Catalog> {
      auto found = walk(options.sources, options.folder);
      if (!found) return tl::make_unexpected(found.error());
      auto catalog = make_catalog(*found, spool, threads, progress);
      if (catalog) keep_share(*catalog, share, shards);
      return catalog;
    };
    auto built = build_index(one, progress);
    if (!built) return built;
    stub.shards.push_back({index, "", built->info.articles});
    add_report(std::move(*built), share == 0, all);
  }
  return all;
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
  const ClusterFolder folder(options.folder);
  const std::string path = options.folder + "/" + kClusterName;
  if (fs::exists(options.folder + "/manifest.json", ignored)) {
    return fail(ErrorKind::kUsage, "the folder " + options.folder + " holds an index",
                "name another folder for the cluster with --db");
  }
  auto work = WorkFolder::take(path);
  if (!work) return tl::make_unexpected(work.error());
  // If the stub can't be read, any build may be the current one, so all stay until a new one is
  // complete.
  if (const std::string current = current_build(path); !current.empty()) {
    remove_builds_but(current, options.folder);
  }
  const Place place{options.folder, next_build(options.folder)};
  ClusterStub stub;
  auto report = build_shards(options, place, shards, progress, stub);
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
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  report->seconds = elapsed.count();
  return report;
}

}  // namespace kb
