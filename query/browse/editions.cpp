#include "query/browse/editions.h"

#include <utility>

namespace kb {
namespace {

/// The article alone, without what other editions add.
StoredRecord without_editions(StoredRecord record) {
  record.editions.clear();
  return record;
}

}  // namespace

EditionList list_editions(const StoredRecord& record) {
  const Article article = article_of(without_editions(record), Depth::kText);
  EditionList list;
  list.id = record.id;
  list.editions.push_back({article.last_modified, article.dialect, record.source, true, true});
  for (const Edition& edition : record.editions) {
    const auto date = edition.date.empty() ? std::nullopt : std::optional(edition.date);
    list.editions.push_back({date, edition.dialect, edition.source, false, !edition.bytes.empty()});
  }
  return list;
}

std::optional<StoredRecord> edition_of_date(const StoredRecord& record, std::string_view date) {
  StoredRecord newest = without_editions(record);
  if (article_of(newest, Depth::kText).last_modified.value_or("").starts_with(date)) return newest;
  for (const Edition& edition : record.editions) {
    if (edition.bytes.empty() || !edition.date.starts_with(date)) continue;
    StoredRecord older = std::move(newest);
    older.source = edition.source;
    older.bytes = edition.bytes;
    older.title = article_of(older, Depth::kText).title;
    return older;
  }
  return std::nullopt;
}

}  // namespace kb
