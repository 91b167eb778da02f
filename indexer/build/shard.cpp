#include "indexer/build/shard.h"

#include "indexer/build/document.h"
#include "parser/parse.h"

namespace kb {
namespace {

StoredRecord record_of(const Article& article, std::vector<Edition>&& editions,
                       std::string&& bytes) {
  StoredRecord record;
  record.source = article.source;
  record.id = article.id.value_or("");
  record.title = article.title;
  record.editions = std::move(editions);
  record.bytes = std::move(bytes);
  return record;
}

}  // namespace

ShardResult write_shard(Catalog& catalog, std::size_t begin, std::size_t end,
                        const std::string& spool, bool withhold, RunBuilder& builder,
                        ScratchWriter& out, Progress& progress) {
  ShardResult result;
  for (std::size_t i = begin; i < end && !progress.cancel; ++i) {
    const CatalogEntry& entry = catalog.articles[i];
    SourceItem& item = catalog.item_of(entry.place);
    ++progress.done;
    auto bytes = read_item(catalog, entry.place, spool);
    if (!bytes) {
      result.passed.push_back({catalog.path_of(entry.place), bytes.error().message});
      item.hash = {};
      continue;
    }
    if (content_hash(*bytes) != item.hash) item.hash = {};
    Article article = parse_article(*bytes, catalog.source_of(entry.place));
    if (withhold) withhold_query_words(article);
    result.diagnostics += article.diagnostics.size();
    std::vector<Edition> editions = catalog.editions_of(entry);
    item.document.id = std::uint32_t(++result.articles);
    item.document.diagnostics = std::uint32_t(article.diagnostics.size());
    item.document.editions = hash_of(editions);
    item.document.says = mine_codes(article);
    result.dictionary.add(item.document.says, article.id.value_or(""));
    add_postings(article, builder);
    builder.end_document(encode_record(record_of(article, std::move(editions), std::move(*bytes))));
  }
  result.run = builder.finish(out);
  return result;
}

}  // namespace kb
