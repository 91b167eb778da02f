#include "indexer/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/catalog.h"
#include "indexer/merge.h"
#include "indexer/publish.h"
#include "indexer/shard.h"

namespace kb {
namespace {

/// A shard ends at so many articles, or at so many bytes of them: its words, sorted once, take
/// memory, and many small shards mean more to merge.
constexpr std::size_t kShardArticles = 2000;
constexpr std::uint64_t kShardBytes = 16 << 20;

unsigned thread_count(unsigned wanted) {
  return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

struct Shards {
  MergeInput merge;  // runs in the order of the catalog
  std::vector<SourceProblem> passed;
  std::uint64_t articles = 0;
  std::uint64_t diagnostics = 0;
};

/// Where shards begin, and the end of the last one. Each thread gets as many as the others.
std::vector<std::size_t> shard_bounds(const Catalog& catalog, unsigned threads) {
  const std::size_t total = catalog.articles.size();
  const std::size_t rounds = (total + kShardArticles * threads - 1) / (kShardArticles * threads);
  const std::size_t most = total / std::max<std::size_t>(1, rounds * threads) + 1;
  std::vector<std::size_t> bounds{0};
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < total; ++i) {
    bytes += catalog.articles[i].length;
    if (i + 1 - bounds.back() < most && bytes < kShardBytes) continue;
    bounds.push_back(i + 1);
    bytes = 0;
  }
  if (bounds.back() != total) bounds.push_back(total);
  return bounds;
}

/// Writes all shards, each on whichever thread is free.
Result<Shards> write_shards(const Catalog& catalog, const std::string& scratch,
                            const std::string& spool, unsigned threads, bool withhold,
                            Progress& progress) {
  progress.total = catalog.articles.size();
  progress.done = 0;
  progress.stage = Progress::Stage::kIndexing;
  const std::vector<std::size_t> bounds = shard_bounds(catalog, threads);
  std::vector<ShardResult> results(bounds.size() - 1);
  std::optional<Error> error;
  std::mutex mutex;
  std::atomic<std::size_t> next = 0;
  const auto work = [&](unsigned thread) {
    ScratchWriter out(fmt::format("{}/runs-{}", scratch, thread));
    RunBuilder builder;
    for (std::size_t i = next++; i < results.size(); i = next++) {
      results[i] =
          write_shard(catalog, bounds[i], bounds[i + 1], spool, withhold, builder, out, progress);
      if (!out.good()) break;
    }
    if (auto written = out.flush(); !written) {
      const std::lock_guard lock(mutex);
      error = written.error();
      next = results.size();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned t = 0; t < threads; ++t) workers.emplace_back(work, t);
  }
  if (error) return tl::make_unexpected(*error);
  Shards shards;
  Dictionary dictionary;
  for (ShardResult& result : results) {
    shards.articles += result.articles;
    shards.diagnostics += result.diagnostics;
    dictionary.merge(std::move(result.dictionary));
    std::move(result.passed.begin(), result.passed.end(), std::back_inserter(shards.passed));
    shards.merge.runs.push_back(std::move(result.run));
  }
  shards.merge.metadata = dictionary.metadata();
  return shards;
}

std::vector<std::string> absolute_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    std::error_code ignored;
    out.push_back(std::filesystem::weakly_canonical(path, ignored).string());
  }
  return out;
}

IndexInfo describe(const BuildOptions& options, const Catalog& catalog, const Shards& shards) {
  IndexInfo info;
  info.articles = shards.articles;
  info.diagnostics = shards.diagnostics;
  info.files = catalog.files;
  info.bytes = catalog.bytes;
  info.sources = absolute_paths(options.sources);
  for (std::size_t d = 0; d < std::size(catalog.dialects); ++d) {
    if (catalog.dialects[d] == 0) continue;
    info.dialects[std::string(name_of(static_cast<Dialect>(d)))] = catalog.dialects[d];
  }
  return info;
}

std::uint64_t count_editions(const Catalog& catalog) {
  std::uint64_t count = 0;
  for (const CatalogEntry& entry : catalog.articles) count += entry.editions.size();
  return count;
}

}  // namespace

Result<BuildReport> build_index(const BuildOptions& options, Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const unsigned threads = thread_count(options.threads);
  auto found = walk(options.sources);
  if (!found) return tl::make_unexpected(found.error());
  auto lock = IndexLock::take(options.folder);
  if (!lock) return tl::make_unexpected(lock.error());
  const std::string spool = lock->scratch() + "/spool";
  auto catalog = make_catalog(*found, spool, threads, progress);
  if (!catalog) return tl::make_unexpected(catalog.error());
  BuildReport report;
  report.passed = std::move(catalog->passed);
  report.remarks = std::move(catalog->remarks);
  report.editions = count_editions(*catalog);
  auto shards = write_shards(*catalog, lock->scratch(), spool, threads,
                             options.withhold_query_words, progress);
  if (!shards) return tl::make_unexpected(shards.error());
  report.passed.insert(report.passed.end(), shards->passed.begin(), shards->passed.end());
  if (!progress.cancel) {
    progress.stage = Progress::Stage::kMerging;
    const std::string merged = lock->scratch() + "/merged";
    if (auto done = merge_runs(shards->merge, merged, threads); !done) {
      return tl::make_unexpected(done.error());
    }
    progress.stage = Progress::Stage::kPublishing;
    auto info = publish_index(*lock, {merged, ""}, describe(options, *catalog, *shards));
    if (!info) return tl::make_unexpected(info.error());
    report.info = *info;
  }
  report.cancelled = progress.cancel;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  report.seconds = elapsed.count();
  return report;
}

}  // namespace kb
