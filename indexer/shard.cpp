#include "indexer/shard.h"

#include "indexer/document.h"
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

ShardResult write_shard(const Catalog& catalog, std::size_t begin, std::size_t end,
                        const std::string& spool, bool withhold, RunBuilder& builder,
                        ScratchWriter& out, Progress& progress) {
  ShardResult result;
  for (std::size_t i = begin; i < end && !progress.cancel; ++i) {
    const CatalogEntry& entry = catalog.articles[i];
    ++progress.done;
    WrittenArticle& log = result.log.emplace_back();
    log.article = i;
    auto bytes = read_entry(entry, spool);
    if (!bytes) {
      result.passed.push_back({entry.path, bytes.error().message});
      continue;
    }
    Article article = parse_article(*bytes, entry.source);
    if (withhold) withhold_query_words(article);
    result.diagnostics += article.diagnostics.size();
    ++result.articles;
    log.written = true;
    log.as_identified = content_hash(*bytes) == catalog.item_of(entry).hash;
    log.diagnostics = article.diagnostics.size();
    log.says = mine_error_dictionary(article);
    result.dictionary.add(log.says, article.id.value_or(""));
    add_postings(article, builder);
    builder.end_document(encode_record(record_of(entry, article, std::move(*bytes))));
  }
  result.run = builder.finish(out);
  return result;
}

}  // namespace kb
