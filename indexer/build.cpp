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

#include "corpus/on_threads.h"
#include "indexer/catalog.h"
#include "indexer/publish.h"
#include "indexer/shard.h"
#include "indexer/update.h"
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
  std::vector<WrittenArticle> log;
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
  on_threads(threads, [&](unsigned) { work(); });
  if (error) return tl::make_unexpected(*error);
  for (ShardResult& result : results) {
    shards.articles += result.articles;
    shards.diagnostics += result.diagnostics;
    shards.dictionary.merge(std::move(result.dictionary));
    std::move(result.passed.begin(), result.passed.end(), std::back_inserter(shards.passed));
    std::move(result.log.begin(), result.log.end(), std::back_inserter(shards.log));
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
    all.compact(merged, Xapian::Compactor::FULL);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, merged));
  }
  return {};
}

/// A path without links and dots. The last name is kept even if it is a link: records are named by
/// it.
std::string absolute_path(const std::string& path) {
  std::error_code ignored;
  const std::filesystem::path name = std::filesystem::path(path).filename();
  if (name.empty() || name == "." || name == "..") {
    return std::filesystem::weakly_canonical(path, ignored).string();
  }
  const auto folder = std::filesystem::absolute(path, ignored).parent_path();
  return (std::filesystem::weakly_canonical(folder, ignored) / name).string();
}

std::vector<std::string> absolute_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const std::string& path : paths) out.push_back(absolute_path(path));
  return out;
}

std::int64_t now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

/// One call of build_index.
class Build {
 public:
  Build(const BuildOptions& options, Progress& progress)
      : options_(options), progress_(progress), threads_(thread_count(options.threads)) {}

  Result<BuildReport> run() {
    const auto start = std::chrono::steady_clock::now();
    auto done = prepare();
    if (done) done = bring_up_to_date();
    if (!done) return tl::make_unexpected(done.error());
    report_.folders = std::move(found_.folders);
    report_.cancelled = progress_.cancel && !published_;
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    report_.seconds = elapsed.count();
    return std::move(report_);
  }

 private:
  /// Walks the sources and takes the lock. The sources come first: where one is missing, no folder
  /// is made for an index.
  Result<void> prepare() {
    if (auto walked = walk_sources(); !walked) return walked;
    auto lock = IndexLock::take(options_.folder, options_.when_busy, &progress_.cancel);
    if (!lock) return tl::make_unexpected(lock.error());
    lock_.emplace(std::move(*lock));
    spool_ = lock_->scratch() + "/spool";
    return lock_->had_to_wait() ? walk_sources() : Result<void>();
  }

  Result<void> walk_sources() {
    progress_.stage = Progress::Stage::kFinding;
    begun_ = now();
    auto found = walk(options_.sources, options_.folder);
    if (!found) return tl::make_unexpected(found.error());
    found_ = std::move(*found);
    return {};
  }

  Result<void> bring_up_to_date() {
    if (!options_.full && !options_.withhold_query_words) {
      const auto last = load_last_run(options_.folder, absolute_paths(options_.sources));
      auto done = last ? update(*last) : Result<bool>(false);
      if (!done && done.error().kind != ErrorKind::kDamaged) {
        return tl::make_unexpected(done.error());
      }
      if (done.value_or(false)) return {};
    }
    return build();
  }

  Result<void> read(const Reuse& reuse) {
    auto catalog = make_catalog(found_, spool_, threads_, progress_, reuse);
    if (!catalog) return tl::make_unexpected(catalog.error());
    catalog_ = std::move(*catalog);
    report_.passed = std::move(catalog_.passed);
    report_.remarks = std::move(catalog_.remarks);
    report_.editions = 0;
    for (const CatalogEntry& entry : catalog_.articles) report_.editions += entry.editions.size();
    return {};
  }

  /// Goes on from the last run; false if the index is better built anew.
  Result<bool> update(const LastRun& last) {
    Reuse reuse{&last.known, begun_};
    if (auto done = read(reuse); !done) return tl::make_unexpected(done.error());
    if (progress_.cancel) return true;
    if (catalog_.unchanged) return keep(last.info);
    UpdatePlan plan = plan_update(catalog_, last.known);
    if (plan.needs_spool) {
      reuse.spool_all = true;
      if (auto done = read(reuse); !done) return tl::make_unexpected(done.error());
      plan = plan_update(catalog_, last.known);
    }
    if (is_rebuild_better(plan, last.info)) return false;
    return exchange(plan, last.info);
  }

  /// Nothing has changed. If that took reading many files, their new stamps are noted.
  Result<bool> keep(const IndexInfo& info) {
    report_.kind = BuildKind::kUnchanged;
    report_.info = info;
    constexpr std::uint64_t kManyReread = 1000;
    if (catalog_.reread <= kManyReread) return true;
    return publish_sources(info);
  }

  Result<bool> exchange(const UpdatePlan& plan, const IndexInfo& info) {
    report_.kind = BuildKind::kUpdated;
    report_.removed = plan.removed.size();
    for (const UpdatePlan::Write& write : plan.writes) {
      ++(write.document == 0 ? report_.added : report_.changed);
    }
    IndexInfo after = info;
    if (plan.writes.empty() && plan.removed.empty()) {  // files that are no articles
      report_.kind = BuildKind::kUnchanged;
      return publish_sources(info);
    }
    auto updated = update_database(*lock_, info, plan, catalog_, spool_, progress_);
    if (!updated) return tl::make_unexpected(updated.error());
    if (progress_.cancel) return true;
    report_.passed.insert(report_.passed.end(), updated->passed.begin(), updated->passed.end());
    after = describe();
    after.articles = updated->articles;
    after.replaced = info.replaced + plan.writes.size() + plan.removed.size();
    if (auto done = publish(updated->path, after); !done) {
      return tl::make_unexpected(done.error());
    }
    return true;
  }

  Result<bool> publish_sources(const IndexInfo& before) {
    IndexInfo info = before;
    const IndexInfo now = describe();
    info.files = now.files;
    info.bytes = now.bytes;
    info.dialects = now.dialects;
    const std::string path = lock_->scratch() + "/sources";
    if (auto saved = save_catalog(catalog_.sources, path); !saved) {
      return tl::make_unexpected(saved.error());
    }
    auto published = publish_catalog(*lock_, path, std::move(info));
    if (!published) return tl::make_unexpected(published.error());
    report_.info = std::move(*published);
    return true;
  }

  /// Builds the index anew.
  Result<void> build() {
    report_ = {};
    if (auto done = read({nullptr, begun_}); !done) return done;
    found_.files = {};  // of a large archive the memory is needed; the catalog names the files
    auto shards = write_shards(catalog_, lock_->scratch(), spool_, threads_,
                               options_.withhold_query_words, progress_);
    if (!shards) return tl::make_unexpected(shards.error());
    report_.passed.insert(report_.passed.end(), shards->passed.begin(), shards->passed.end());
    if (progress_.cancel) return {};
    progress_.stage = Progress::Stage::kMerging;
    const std::string merged = lock_->scratch() + "/merged";
    if (auto done = merge_shards(*shards, lock_->scratch(), merged); !done) return done;
    note_documents(shards->log);
    IndexInfo info = describe();
    info.articles = shards->articles;
    return publish(merged, std::move(info));
  }

  /// Notes in the catalog which document each article became.
  void note_documents(std::vector<WrittenArticle>& log) {
    std::uint32_t id = 0;
    for (WrittenArticle& article : log) {
      const CatalogEntry& entry = catalog_.articles[article.article];
      SourceItem& item = catalog_.item_of(entry);
      if (!article.written || !article.as_identified) {  // the next run shall read it again
        item.hash = {};
        catalog_.sources.files[entry.file].settled = false;
      }
      if (!article.written) continue;
      item.document = {++id, hash_of(entry.editions), article.diagnostics, std::move(article.says)};
    }
  }

  Result<void> publish(const std::string& database, IndexInfo info) {
    progress_.stage = Progress::Stage::kPublishing;
    std::string sources;
    if (!options_.withhold_query_words) {
      sources = lock_->scratch() + "/sources";
      if (auto saved = save_catalog(catalog_.sources, sources); !saved) return saved;
    }
    auto published = publish_index(*lock_, {database, sources}, std::move(info));
    if (!published) return tl::make_unexpected(published.error());
    report_.info = std::move(*published);
    published_ = true;
    return {};
  }

  /// What the catalog says of the index.
  IndexInfo describe() const {
    IndexInfo info;
    info.files = catalog_.files;
    info.bytes = catalog_.bytes;
    info.sources = absolute_paths(options_.sources);
    for (std::size_t d = 0; d < std::size(catalog_.dialects); ++d) {
      if (catalog_.dialects[d] == 0) continue;
      info.dialects[std::string(name_of(static_cast<Dialect>(d)))] = catalog_.dialects[d];
    }
    for (const KnownFile& file : catalog_.sources.files) {
      for (const SourceItem& item : file.items) info.diagnostics += item.document.diagnostics;
    }
    return info;
  }

  const BuildOptions& options_;
  Progress& progress_;
  const unsigned threads_;
  std::int64_t begun_ = 0;
  Walk found_;
  std::optional<IndexLock> lock_;
  std::string spool_;
  Catalog catalog_;
  BuildReport report_;
  bool published_ = false;
};

}  // namespace

Result<BuildReport> build_index(const BuildOptions& options, Progress& progress) {
  return Build(options, progress).run();
}

}  // namespace kb
