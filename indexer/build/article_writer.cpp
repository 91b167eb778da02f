#include "indexer/build/article_writer.h"

#include <vector>

#include "indexer/build/document.h"
#include "indexer/schema/record.h"

namespace kb {

Result<std::string> ArticleWriter::write(const CatalogEntry& entry, PostingSink& sink) const {
  SourceItem& item = catalog_.item_of(entry.place);
  auto bytes = read_item(catalog_, entry.place, spool_);
  if (!bytes || content_hash(*bytes) != item.hash) item.hash = {};
  if (!bytes) return tl::make_unexpected(bytes.error());
  StoredRecord record;
  record.source = catalog_.source_of(entry.place);
  record.editions = catalog_.editions_of(entry);
  record.bytes = std::move(*bytes);
  item.document.editions = catalog_.editions_hash(entry);
  read_kept_editions(entry, record.editions);
  Article article = article_of(record);
  if (withhold_) withhold_query_words(article);
  item.document.diagnostics = std::uint32_t(article.diagnostics.size());
  item.document.says = mine_codes(article);
  add_postings(article, sink);
  record.id = article.id.value_or("");
  record.title = article.title;
  return encode_record(record);
}

void ArticleWriter::read_kept_editions(const CatalogEntry& entry,
                                       std::vector<Edition>& editions) const {
  for (const std::size_t i : catalog_.kept_editions(entry)) {
    SourceItem& item = catalog_.item_of(entry.editions[i]);
    auto bytes = read_item(catalog_, entry.editions[i], spool_);
    if (!bytes || content_hash(*bytes) != item.hash) item.hash = {};
    if (bytes) editions[i].bytes = std::move(*bytes);
  }
}

CodeDictionary code_dictionary_of(const Catalog& catalog) {
  CodeDictionary dictionary;
  for (const CatalogEntry& entry : catalog.articles) {
    const SourceItem& item = catalog.item_of(entry.place);
    dictionary.add(item.document.says, item.id);
  }
  return dictionary;
}

}  // namespace kb
