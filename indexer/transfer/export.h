// Exports the records of an index to other programs: one after the other, or as a SQLite database.
//
// The database has a table `articles` with a row for each document of the index. The other tables
// name the article by that row's number; `position` (from 1) gives the order within the article:
//
//   articles        number, id, title, prefix, product_code, last_modified, issue_type,
//                   solution_type, query_words, fix_status, dialect, source
//   properties      article, name, position, value: the lists of a record (`products`, `versions`,
//                   `operating_systems`, `keywords`, `applies_to`, `technology`, `registry_keys`)
//   sections        article, position, kind, heading, text
//   file_versions   article, position, component, file, version, date, time, size, platform, raw
//   error_codes     article, position, text, family, canonical, value, event_source
//   "references"    article, position, id, title (the name is a keyword of SQL: quote it)
//
// The values are those of the record (docs/records.md); null becomes NULL. The database has an
// application id (kApplicationId), by which kb knows it again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "indexer/build/progress.h"
#include "indexer/transfer/overwrite.h"
#include "parser/article.h"
#include "parser/result.h"

namespace kb {

/// Calls `take` with each article of the index, in the order of the documents, until it returns
/// false or progress.cancel is set. Returns the number of calls. Errors as open_index.
Result<std::uint64_t> for_each_article(const std::string& index, Progress& progress,
                                       const std::function<bool(const Article&)>& take);

struct ExportReport {
  std::uint64_t articles = 0;
  bool cancelled = false;  ///< true if progress.cancel ended it; `out` is then unchanged
};

/// `kbKB`, the application id of SQLite databases that kb writes.
inline constexpr std::uint32_t kApplicationId = 0x6B624B42;

/// Writes the articles of the index to the SQLite database `out`, which appears or replaces an
/// older one in one step at the end. Errors as open_index and WorkFolder; kUsage if `out` may not
/// be replaced (overwrite.h); kSystem if SQLite can't be loaded or can't write.
Result<ExportReport> export_sqlite(const std::string& index, const std::string& out,
                                   Overwrite overwrite, Progress& progress);

}  // namespace kb
