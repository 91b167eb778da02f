#include "indexer/build/update.h"

#include <xapian.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "corpus/read_file.h"
#include "indexer/build/copy_database.h"
#include "indexer/build/document.h"
#include "indexer/build/word_forms.h"

namespace kb {
namespace {

/// Articles written between two flushes; what Xapian collects of them lies in memory.
constexpr std::size_t kFlushArticles = 1000;

/// Fewer changes than these never lead to a new build.
constexpr std::uint64_t kFewChanges = 100;

Error damaged_database(const Xapian::Error& error) {
  return {ErrorKind::kDamaged, "the database is damaged: " + error.get_msg(), kRebuild};
}

/// Damage must lead to a new build, anything else (a full disk) to an error.
Error update_error_of(const Xapian::Error& error, const std::string& path) {
  const std::string_view type = error.get_type();
  const bool damage = type == "DatabaseCorruptError" || type == "DocNotFoundError" ||
                      type == "InvalidArgumentError" || type == "RangeError" ||
                      type == "DatabaseVersionError";
  return damage ? damaged_database(error) : write_error_of(error, path);
}

/// Writes and removes documents of a database that nobody reads.
class Updater {
 public:
  Updater(Catalog& catalog, const ArticleWriter& writer, const std::string& path)
      : catalog_(catalog),
        writer_(writer),
        database_(path, Xapian::DB_OPEN | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC |
                            Xapian::DB_BACKEND_GLASS) {}

  void remove(Xapian::docid document) { database_.delete_document(document); }

  void write(const UpdatePlan::Write& change) {
    const CatalogEntry& entry = catalog_.articles[change.article];
    Xapian::Document document;
    DocumentSink sink(document);
    const auto record = writer_.write(entry, sink);
    if (!record) {
      pass_over(change, record.error().message);
      return;
    }
    document.set_data(*record);
    DocumentFacts& facts = catalog_.item_of(entry.place).document;
    if (change.document == 0) {
      facts.id = database_.add_document(document);
    } else {
      database_.replace_document(change.document, document);
      facts.id = change.document;
    }
    if (++written_ % kFlushArticles == 0) database_.commit();
  }

  void finish() {
    database_.commit();
    update_word_forms(database_);
    code_dictionary_of(catalog_).update(database_);
    database_.commit();
  }

  std::uint64_t articles() const { return database_.get_doccount(); }
  std::vector<SourceProblem> passed;

 private:
  void pass_over(const UpdatePlan::Write& change, const std::string& why) {
    const CatalogEntry& entry = catalog_.articles[change.article];
    passed.push_back({catalog_.path_of(entry.place), why});
    if (change.document != 0) database_.delete_document(change.document);
    catalog_.item_of(entry.place).document = {};
  }

  Catalog& catalog_;
  const ArticleWriter& writer_;
  Xapian::WritableDatabase database_;
  std::size_t written_ = 0;
};

/// A file that has become another edition of an article has no document any more.
void forget_editions(Catalog& catalog) {
  std::unordered_set<const SourceItem*> articles;
  for (const CatalogEntry& entry : catalog.articles) articles.insert(&catalog.item_of(entry.place));
  for (KnownFile& file : catalog.sources.files) {
    for (SourceItem& item : file.items) {
      if (articles.find(&item) == articles.end()) item.document = {};
    }
  }
}

/// Carries out a plan in the database `path`.
Result<UpdatedDatabase> carry_out(const UpdatePlan& plan, Catalog& catalog,
                                  const ArticleWriter& writer, const std::string& path,
                                  Progress& progress) {
  progress.total = plan.writes.size();
  progress.done = 0;
  progress.stage = Progress::Stage::kIndexing;
  UpdatedDatabase updated;
  updated.path = path;
  try {
    Updater updater(catalog, writer, path);
    for (const std::uint32_t document : plan.removed) updater.remove(document);
    for (const UpdatePlan::Write& write : plan.writes) {
      if (progress.cancel) return updated;
      updater.write(write);
      ++progress.done;
    }
    progress.stage = Progress::Stage::kMerging;
    updater.finish();
    updated.articles = updater.articles();
    updated.passed = std::move(updater.passed);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(update_error_of(error, path));
  }
  return updated;
}

/// Does an article, or an edition that is stored with it, lie in an archive that was not unpacked?
bool needs_spool(const Catalog& catalog, const CatalogEntry& entry) {
  const auto is_packed = [&](const ItemPlace& at) {
    return catalog.sources.files[at.file].archive && !catalog.item_of(at).spooled;
  };
  const auto kept = catalog.kept_editions(entry);
  return is_packed(entry.place) || std::any_of(kept.begin(), kept.end(), [&](std::size_t i) {
           return is_packed(entry.editions[i]);
         });
}

bool has_right_sizes(const std::string& folder) { return open_index(folder).has_value(); }

}  // namespace

std::optional<LastRun> load_last_run(const std::string& folder) {
  auto info = read_manifest(folder);
  if (!info || !info->catalog || info->parts.empty()) return std::nullopt;
  if (info->program != kProgramVersion) return std::nullopt;
  if (!has_right_sizes(folder)) return std::nullopt;
  const auto bytes = read_file(folder + "/" + info->catalog->name);
  if (!bytes || hash_text(content_hash(*bytes)) != info->catalog->hash) return std::nullopt;
  auto known = decode_catalog(*bytes);
  if (!known) return std::nullopt;
  return LastRun{std::move(*info), std::move(*known)};
}

UpdatePlan plan_update(Catalog& catalog, const SourceCatalog& known) {
  UpdatePlan plan;
  std::unordered_set<std::uint32_t> kept;
  forget_editions(catalog);
  for (std::size_t i = 0; i < catalog.articles.size(); ++i) {
    const CatalogEntry& entry = catalog.articles[i];
    const SourceItem& item = catalog.item_of(entry.place);
    if (item.document.id != 0) kept.insert(item.document.id);
    const bool same = !item.fresh && item.document.id != 0 &&
                      item.document.editions == catalog.editions_hash(entry);
    if (same) continue;
    plan.writes.push_back({i, item.document.id});
    if (needs_spool(catalog, entry)) plan.needs_spool = true;
  }
  for (const KnownFile& file : known.files) {
    for (const SourceItem& item : file.items) {
      const std::uint32_t id = item.document.id;
      if (id != 0 && kept.find(id) == kept.end()) plan.removed.push_back(id);
    }
  }
  return plan;
}

bool is_rebuild_better(const UpdatePlan& plan, const IndexInfo& info) {
  const std::uint64_t changes = plan.writes.size() + plan.removed.size() + info.replaced;
  return changes > kFewChanges && changes > info.articles / 5;
}

Result<UpdatedDatabase> update_database(const IndexLock& lock, const IndexInfo& info,
                                        const UpdatePlan& plan, Catalog& catalog,
                                        const ArticleWriter& writer, Progress& progress) {
  const std::string path = lock.scratch() + "/updated";
  if (auto copied = copy_database(lock.folder(), info, path); !copied) {
    return tl::make_unexpected(copied.error());
  }
  return carry_out(plan, catalog, writer, path, progress);
}

Result<UpdatedDatabase> write_through_xapian(const IndexLock& lock, Catalog& catalog,
                                             const ArticleWriter& writer, Progress& progress) {
  const std::string path = lock.scratch() + "/through-xapian";
  try {
    const Xapian::WritableDatabase empty(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, path));
  }
  UpdatePlan plan;
  for (std::size_t i = 0; i < catalog.articles.size(); ++i) plan.writes.push_back({i, 0});
  return carry_out(plan, catalog, writer, path, progress);
}

}  // namespace kb
