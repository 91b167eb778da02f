#include "indexer/build/article_writer.h"

#include <vector>

#include "indexer/build/document.h"
#include "indexer/schema/record.h"
#include "parser/parse.h"

namespace kb {

Result<std::string> ArticleWriter::write(const CatalogEntry& entry, PostingSink& sink) const {
  SourceItem& item = catalog_.item_of(entry.place);
  auto bytes = read_item(catalog_, entry.place, spool_);
  if (!bytes || content_hash(*bytes) != item.hash) item.hash = {};
  if (!bytes) return tl::make_unexpected(bytes.error());
  Article article = parse_article(*bytes, catalog_.source_of(entry.place));
  if (withhold_) withhold_query_words(article);
  std::vector<Edition> editions = catalog_.editions_of(entry);
  item.document.diagnostics = std::uint32_t(article.diagnostics.size());
  item.document.editions = hash_of(editions);
  item.document.says = mine_codes(article);
  add_postings(article, sink);
  return encode_record({article.source, article.id.value_or(""), article.title, std::move(editions),
                        std::move(*bytes)});
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
