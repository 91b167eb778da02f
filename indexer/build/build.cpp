#include "indexer/build/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "corpus/on_threads.h"
#include "indexer/build/article_writer.h"
#include "indexer/build/catalog.h"
#include "indexer/build/difference.h"
#include "indexer/build/shard.h"
#include "indexer/build/update.h"
#include "indexer/glass/merge.h"
#include "indexer/store/publish.h"
#include "indexer/store/source_list.h"

namespace kb {
namespace {

/// A shard ends at so many articles, or at so many bytes of them: its words, sorted once, take
/// memory, and many small shards mean more to merge.
constexpr std::size_t kShardArticles = 2000;
constexpr std::uint64_t kShardBytes = 16 << 20;

struct Shards {
  MergeInput merge;  // runs in the order of the catalog
  std::vector<SourceProblem> passed;
  std::uint64_t articles = 0;
};

/// Where shards begin, and the end of the last one. Each thread gets as many as the others.
std::vector<std::size_t> shard_bounds(const Catalog& catalog, unsigned threads) {
  const std::size_t total = catalog.articles.size();
  const std::size_t rounds = (total + kShardArticles * threads - 1) / (kShardArticles * threads);
  const std::size_t most = total / std::max<std::size_t>(1, rounds * threads) + 1;
  std::vector<std::size_t> bounds{0};
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < total; ++i) {
    bytes += catalog.item_of(catalog.articles[i].place).length;
    if (i + 1 - bounds.back() < most && bytes < kShardBytes) continue;
    bounds.push_back(i + 1);
    bytes = 0;
  }
  if (bounds.back() != total) bounds.push_back(total);
  return bounds;
}

/// Writes all shards, each on whichever thread is free.
Result<Shards> write_shards(Catalog& catalog, const ArticleWriter& writer,
                            const std::string& scratch, unsigned threads, Progress& progress) {
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
      results[i] = write_shard(catalog, bounds[i], bounds[i + 1], writer, builder, out, progress);
      if (!out.good()) break;
    }
    if (auto written = out.flush(); !written) {
      const std::lock_guard lock(mutex);
      error = written.error();
      next = results.size();
    }
  };
  on_threads(threads, work);
  if (error) return tl::make_unexpected(*error);
  Shards shards;
  for (ShardResult& result : results) {
    shards.articles += result.articles;
    std::move(result.passed.begin(), result.passed.end(), std::back_inserter(shards.passed));
    shards.merge.runs.push_back(std::move(result.run));
  }
  shards.merge.metadata = code_dictionary_of(catalog).metadata();
  return shards;
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
    if (!before_.paths.empty()) report_.sources_added = std::move(list_.added);
    report_.sources_removed = std::move(list_.removed);
    report_.source_remarks = std::move(list_.remarks);
    report_.cancelled = progress_.cancel && !published_;
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    report_.seconds = elapsed.count();
    return std::move(report_);
  }

 private:
  /// Chooses and walks the sources and takes the lock. The sources come first: where one is
  /// missing, no folder is made for an index.
  Result<void> prepare() {
    if (auto found = find_sources(); !found) return found;
    if (options_.dry_run) {
      spool_ = "/dev/null";
      return check_index_place(options_.folder);
    }
    auto lock = IndexLock::take(options_.folder, options_.when_busy, &progress_.cancel);
    if (!lock) return tl::make_unexpected(lock.error());
    lock_.emplace(std::move(*lock));
    spool_ = lock_->scratch() + "/spool";
    const bool is_outdated = lock_->had_to_wait() || held_sources().paths != before_.paths;
    return is_outdated ? find_sources() : Result<void>();
  }

  Result<void> find_sources() {
    progress_.stage = Progress::Stage::kFinding;
    begun_ = now();
    if (options_.catalog) return {};
    before_ = held_sources();
    const auto index = read_manifest(options_.folder);
    const bool is_readable = index || index.error().kind == ErrorKind::kNoIndex;
    auto chosen = choose_sources(options_.folder, before_, change_of(options_), options_.sample,
                                 is_readable ? std::nullopt : std::optional(index.error()));
    if (!chosen) return tl::make_unexpected(chosen.error());
    list_ = std::move(*chosen);
    auto found = walk(list_.names(), options_.folder, list_.known_names());
    if (!found) return tl::make_unexpected(found.error());
    found_ = std::move(*found);
    if (!options_.list_folders) found_.folders = std::vector<std::string>();
    return {};
  }

  IndexSources held_sources() const {
    return read_index_sources(options_.folder + "/" + kManifestName).value_or(IndexSources{});
  }

  /// Is the index what the sources hold, all of it and nothing else?
  bool can_be_updated() const { return !options_.withhold_query_words && !options_.catalog; }

  Result<void> bring_up_to_date() {
    if (can_be_updated()) {
      last_ = load_last_run(options_.folder);
      if (last_) refer_to_sources(last_->known, last_->info.sources, list_);
    }
    if (last_ && (!options_.full || options_.dry_run)) {
      auto done = update(*last_);
      if (!done && done.error().kind != ErrorKind::kDamaged) {
        return tl::make_unexpected(done.error());
      }
      if (done.value_or(false)) return {};
    }
    return build();
  }

  /// Refuses a run that would take out too much, before anything is written; of a dry run it is
  /// noted.
  Result<void> judge() {
    if (options_.catalog || is_judged_ || progress_.cancel) return {};
    is_judged_ = true;
    const FoundNow found{catalog_, report_.passed};
    const auto error = refusal(last_ ? losses_of(last_->known, list_, found)
                                     : losses_of(before_.articles, list_, found));
    if (!error || options_.accept_losses) return {};
    if (!options_.dry_run) return tl::make_unexpected(*error);
    report_.refused = error;
    return {};
  }

  Result<void> read(const Reuse& reuse) {
    catalog_ = {};
    auto catalog = options_.catalog ? options_.catalog(spool_)
                                    : make_catalog(found_, spool_, threads_, progress_, reuse);
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
    if (auto done = judge(); !done) return tl::make_unexpected(done.error());
    UpdatePlan plan = plan_update(catalog_, last.known);
    count(plan);
    if (options_.dry_run) {
      report_.info = describe();
      report_.info.articles = catalog_.articles.size();
      return true;
    }
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
    const bool as_before = list_.added.empty() && list_.removed.empty();
    if (options_.dry_run || (as_before && catalog_.reread <= kManyReread)) return true;
    return publish_sources(info);
  }

  void count(const UpdatePlan& plan) {
    report_.kind =
        plan.writes.empty() && plan.removed.empty() ? BuildKind::kUnchanged : BuildKind::kUpdated;
    report_.removed = plan.removed.size();
    for (const UpdatePlan::Write& write : plan.writes) {
      ++(write.document == 0 ? report_.added : report_.changed);
    }
  }

  Result<bool> exchange(const UpdatePlan& plan, const IndexInfo& info) {
    if (plan.writes.empty() && plan.removed.empty()) {  // files that are no articles
      return publish_sources(info);
    }
    const std::uint64_t replaced = info.replaced + plan.writes.size() + plan.removed.size();
    return publish(update_database(*lock_, info, plan, catalog_, writer(), progress_), replaced);
  }

  /// Publishes a database that Xapian wrote. True, or why that can't be done.
  Result<bool> publish(Result<UpdatedDatabase>&& updated, std::uint64_t replaced) {
    if (!updated) return tl::make_unexpected(updated.error());
    if (progress_.cancel) return true;
    report_.passed.insert(report_.passed.end(), updated->passed.begin(), updated->passed.end());
    IndexInfo info = describe();
    info.articles = updated->articles;
    info.replaced = replaced;
    auto done = save_sources();
    if (done) done = publish(updated->path, std::move(info));
    if (!done) return tl::make_unexpected(done.error());
    return true;
  }

  Result<bool> publish_sources(const IndexInfo& before) {
    IndexInfo info = before;
    const IndexInfo now = describe();
    info.sources = now.sources;
    info.files = now.files;
    info.bytes = now.bytes;
    info.dialects = now.dialects;
    if (auto saved = save_sources(); !saved) return tl::make_unexpected(saved.error());
    auto published = publish_catalog(*lock_, sources_, std::move(info));
    if (!published) return tl::make_unexpected(published.error());
    report_.info = std::move(*published);
    return true;
  }

  /// Builds the index anew.
  Result<void> build() {
    if (auto done = read({nullptr, begun_}); !done) return done;
    if (auto done = judge(); !done) return done;
    report_.kind = BuildKind::kBuilt;
    if (options_.dry_run) {
      report_.info = describe();
      report_.info.articles = catalog_.articles.size();
      report_.count(before_.articles);
      return {};
    }
    found_.files = std::vector<SourceFile>();  // not {}, which keeps the memory
    if (options_.through_xapian) return build_through_xapian();
    auto shards = write_shards(catalog_, writer(), lock_->scratch(), threads_, progress_);
    if (!shards) return tl::make_unexpected(shards.error());
    report_.passed.insert(report_.passed.end(), shards->passed.begin(), shards->passed.end());
    if (progress_.cancel) return {};
    progress_.stage = Progress::Stage::kMerging;
    number_documents();
    IndexInfo info = describe();
    info.articles = shards->articles;
    if (auto done = save_sources(); !done) return done;
    catalog_ = {};  // the merge needs the memory
    const std::string merged = lock_->scratch() + "/merged";
    if (auto done = merge_runs(shards->merge, merged, threads_); !done) return done;
    return publish(merged, std::move(info));
  }

  Result<void> build_through_xapian() {
    const auto done = publish(write_through_xapian(*lock_, catalog_, writer(), progress_), 0);
    if (!done) return tl::make_unexpected(done.error());
    return {};
  }

  /// Gives the documents of the shards, merged in the order of the articles, their final numbers.
  void number_documents() {
    std::uint32_t id = 0;
    for (const CatalogEntry& entry : catalog_.articles) {
      SourceItem& item = catalog_.item_of(entry.place);
      if (item.document.id != 0) item.document.id = ++id;
    }
  }

  ArticleWriter writer() { return {catalog_, spool_, options_.withhold_query_words}; }

  /// Writes the catalogue for the next run, if it can go on from this one. What is not as it was
  /// identified shall be read again by that.
  Result<void> save_sources() {
    if (options_.withhold_query_words || !options_.note_articles) return {};
    if (options_.catalog) {
      for (KnownFile& file : catalog_.sources.files) file.root = kNoSource;
    }
    for (const CatalogEntry& entry : catalog_.articles) {
      const bool known = catalog_.item_of(entry.place).hash != ContentHash{};
      if (!known) catalog_.sources.files[entry.place.file].settled = false;
    }
    sources_ = lock_->scratch() + "/sources";
    return save_catalog(catalog_.sources, sources_);
  }

  Result<void> publish(const std::string& database, IndexInfo info) {
    progress_.stage = Progress::Stage::kPublishing;
    auto published = publish_index(*lock_, {database, sources_}, std::move(info));
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
    info.sources = options_.catalog ? options_.sources : list_.paths();
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
  IndexSources before_;  // what an index had when the sources were chosen
  SourceList list_;
  Walk found_;
  std::optional<LastRun> last_;
  bool is_judged_ = false;
  std::optional<IndexLock> lock_;
  std::string spool_;
  std::string sources_;  // the catalogue for the next run; empty: it starts anew
  Catalog catalog_;
  BuildReport report_;
  bool published_ = false;
};

}  // namespace

Result<BuildReport> build_index(const BuildOptions& options, Progress& progress) {
  return Build(options, progress).run();
}

}  // namespace kb
