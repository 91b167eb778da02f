#include "indexer/shard.h"

#include <xapian.h>

#include "indexer/document.h"
#include "indexer/index_folder.h"
#include "parser/parse.h"

namespace kb {
namespace {

StoredRecord record_of(const CatalogEntry& entry, const Article& article, std::string&& bytes) {
  StoredRecord record;
  record.source = entry.source;
  record.id = article.id.value_or("");
  record.title = article.title;
  record.editions = entry.editions;
  record.bytes = std::move(bytes);
  return record;
}

}  // namespace

Result<ShardResult> write_shard(const Catalog& catalog, std::size_t begin, std::size_t end,
                                const std::string& spool, const std::string& path, bool withhold,
                                Progress& progress) {
  ShardResult result;
  try {
    Xapian::WritableDatabase database(
        path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS);
    for (std::size_t i = begin; i < end && !progress.cancel; ++i) {
      const CatalogEntry& entry = catalog.articles[i];
      ++progress.done;
      auto bytes = read_entry(entry, spool);
      if (!bytes) {
        result.passed.push_back({entry.path, bytes.error().message});
        continue;
      }
      Article article = parse_article(*bytes, entry.source);
      if (withhold) withhold_query_words(article);
      result.diagnostics += article.diagnostics.size();
      ++result.articles;
      result.dictionary.add(mine_error_dictionary(article), article.id.value_or(""));
      database.add_document(make_document(article, record_of(entry, article, std::move(*bytes))));
    }
    database.commit();
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, path));
  }
  return result;
}

}  // namespace kb
