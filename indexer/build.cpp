#include "indexer/build.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/catalog.h"
#include "indexer/shard.h"
#include "indexer/vocabulary.h"

namespace kb {
namespace {

/// Articles in a shard. Small shards are flushed once each into an empty database, which is what
/// Xapian writes fastest; with fewer the merge has less to do, with more memory stays lower.
constexpr std::size_t kShardArticles = 1000;

unsigned thread_count(unsigned wanted) {
  return wanted != 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

struct Shards {
  std::vector<std::string> paths;  // in the order of the catalog
  std::vector<SourceProblem> passed;
  std::uint64_t articles = 0;
  std::uint64_t diagnostics = 0;
  Dictionary dictionary;
};

/// Writes all shards, each on whichever thread is free.
Result<Shards> write_shards(const Catalog& catalog, const std::string& scratch,
                            const std::string& spool, unsigned threads, bool withhold,
                            Progress& progress) {
  const std::size_t total = catalog.articles.size();
  const std::size_t count = std::max<std::size_t>(1, (total + kShardArticles - 1) / kShardArticles);
  progress.total = total;
  progress.done = 0;
  progress.stage = Progress::Stage::kIndexing;
  Shards shards;
  for (std::size_t i = 0; i < count; ++i)
    shards.paths.push_back(fmt::format("{}/shard-{}", scratch, i));
  std::vector<ShardResult> results(count);
  std::optional<Error> error;
  std::mutex mutex;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      auto result = write_shard(catalog, total * i / count, total * (i + 1) / count, spool,
                                shards.paths[i], withhold, progress);
      if (result) {
        results[i] = std::move(*result);
      } else {
        const std::lock_guard lock(mutex);
        if (!error) error = result.error();
        next = count;
      }
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned t = 0; t < threads; ++t) workers.emplace_back(work);
  }
  if (error) return tl::make_unexpected(*error);
  for (ShardResult& result : results) {
    shards.articles += result.articles;
    shards.diagnostics += result.diagnostics;
    shards.dictionary.merge(std::move(result.dictionary));
    std::move(result.passed.begin(), result.passed.end(), std::back_inserter(shards.passed));
  }
  return shards;
}

Result<void> merge_shards(const Shards& shards, const std::string& scratch,
                          const std::string& merged) {
  const std::string vocabulary = scratch + "/vocabulary";
  if (auto written = write_vocabulary(shards.paths, vocabulary); !written) return written;
  const std::string dictionary = scratch + "/dictionary";
  if (auto written = shards.dictionary.write(dictionary); !written) return written;
  std::vector<std::string> paths = shards.paths;
  paths.insert(paths.end(), {vocabulary, dictionary});
  try {
    Xapian::Database all;
    for (const std::string& shard : paths) all.add_database(Xapian::Database(shard));
    all.compact(merged, Xapian::Compactor::FULL | Xapian::DBCOMPACT_SINGLE_FILE);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, merged));
  }
  return {};
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
    const std::string merged = lock->scratch() + "/merged.glass";
    if (auto done = merge_shards(*shards, lock->scratch(), merged); !done) {
      return tl::make_unexpected(done.error());
    }
    progress.stage = Progress::Stage::kPublishing;
    auto info = publish_index(*lock, merged, describe(options, *catalog, *shards));
    if (!info) return tl::make_unexpected(info.error());
    report.info = *info;
  }
  report.cancelled = progress.cancel;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  report.seconds = elapsed.count();
  return report;
}

}  // namespace kb
