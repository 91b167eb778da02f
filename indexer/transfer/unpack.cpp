#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <utility>

#include "indexer/build/catalog.h"
#include "indexer/schema/record.h"
#include "indexer/store/manifest.h"
#include "indexer/transfer/pack.h"
#include "parser/identity.h"

namespace kb {
namespace {

using Spool = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// Copies the counts of the source files, because the sources are not read again.
void copy_counts(const IndexInfo& info, Catalog& catalog) {
  catalog.files = info.files;
  catalog.bytes = info.bytes;
  for (std::size_t d = 0; d < std::size(catalog.dialects); ++d) {
    const auto known = info.dialects.find(std::string(name_of(static_cast<Dialect>(d))));
    if (known != info.dialects.end()) catalog.dialects[d] = known->second;
  }
}

/// Adds a file with one item and the name that its record gives.
ItemPlace add_file(const std::string& source, SourceItem&& item, Catalog& catalog) {
  KnownFile& file = catalog.sources.files.emplace_back();
  file.source = source;
  file.items.push_back(std::move(item));
  return {std::uint32_t(catalog.sources.files.size() - 1), 0};
}

/// Writes the bytes of stored articles and editions one behind the other to a file.
class SpoolWriter {
 public:
  explicit SpoolWriter(const std::string& path)
      : file_(std::fopen(path.c_str(), "wb"), &std::fclose) {}

  bool is_open() const { return file_ != nullptr; }

  /// Notes in `item` where `bytes` lie; false if they can't be written.
  bool add(std::string_view bytes, SourceItem& item) {
    item.hash = content_hash(bytes);
    item.offset = offset_;
    item.length = std::uint32_t(bytes.size());
    item.spooled = true;
    offset_ += bytes.size();
    return std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size();
  }

  bool close() { return std::fclose(file_.release()) == 0; }

 private:
  Spool file_;
  std::uint64_t offset_ = 0;
};

/// Copies an article and its editions; false if they can't be written.
bool take_record(const StoredRecord& record, SpoolWriter& spool, Catalog& catalog) {
  SourceItem item;
  item.id = record.id;
  bool good = spool.add(record.bytes, item);
  const Identity identity = identify_article(record.bytes, record.source);
  item.date = identity.date;
  CatalogEntry entry{add_file(record.source, std::move(item), catalog), {}};
  for (const Edition& edition : record.editions) {
    SourceItem other;
    other.dialect = edition.dialect;
    other.date = edition.date;
    if (!edition.bytes.empty()) good = spool.add(edition.bytes, other) && good;
    entry.editions.push_back(add_file(edition.source, std::move(other), catalog));
  }
  catalog.articles.push_back(std::move(entry));
  return good;
}

/// Copies the stored articles to the file `path`, in the order of their documents.
Result<Catalog> spool_articles(const OpenIndex& index, const std::string& path,
                               Progress& progress) {
  Catalog catalog;
  catalog.roots = {""};
  copy_counts(index.info, catalog);
  SpoolWriter spool(path);
  if (!spool.is_open()) return system_error("can't write", path);
  const Xapian::Database& database = index.database;
  progress.stage = Progress::Stage::kReading;
  progress.total = database.get_doccount();
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    if (progress.cancel) break;
    const auto record = decode_record(database.get_document(*it).get_data());
    if (!record) return tl::make_unexpected(record.error());
    if (!take_record(*record, spool, catalog)) return system_error("can't write", path);
    ++progress.done;
  }
  if (!spool.close()) return system_error("can't write", path);
  return catalog;
}

/// kUsage if the folder is there and may not be replaced.
Result<void> check_folder(const std::string& folder, Overwrite overwrite) {
  switch (index_place(folder)) {
    case IndexPlace::kFree:
      return {};
    case IndexPlace::kIndex:
      if (overwrite == Overwrite::kOwnKind) return {};
      return fail(ErrorKind::kUsage, folder + " holds an index already",
                  "replace it with --force, or name another folder with --db");
    case IndexPlace::kCluster:
      return fail(ErrorKind::kUsage, folder + " is a cluster and no index folder",
                  "name another folder with --db");
    case IndexPlace::kOther:
      break;
  }
  return check_index_place(folder);
}

}  // namespace

Result<BuildReport> unpack_index(const std::string& file, const std::string& folder,
                                 Overwrite overwrite, unsigned threads, Progress& progress) {
  if (std::error_code ignored; !std::filesystem::exists(file, ignored)) {
    return fail(ErrorKind::kInput, "there is no file " + file,
                "name a pocket file, as `kb pack` writes it");
  }
  const auto opened = open_index(file);
  if (!opened) return tl::make_unexpected(opened.error());
  if (auto free = check_folder(folder, overwrite); !free) {
    return tl::make_unexpected(free.error());
  }
  BuildOptions options;
  options.sources = opened->info.sources;
  options.folder = folder;
  options.threads = threads;
  options.catalog = [&](const std::string& spool) -> Result<Catalog> {
    try {
      return spool_articles(*opened, spool, progress);
    } catch (const Xapian::Error& error) {
      return tl::make_unexpected(error_of(error, file));
    }
  };
  return build_index(options, progress);
}

}  // namespace kb
