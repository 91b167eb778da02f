// All records of an index, for other programs: one after the other, or as a SQLite database.
//
// The database has a table `articles`, one row a document of the index, and tables that name the
// article by that row's number and stand in the order of the article by `position` (from 1):
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
// Values are those of the record (docs/records.md); what is null there is NULL here.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "indexer/build/progress.h"
#include "parser/article.h"
#include "parser/result.h"

namespace kb {

/// Calls `take` with each article of the index, in the order of its documents, until it returns
/// false. Returns how many it was called with. Errors as open_index.
Result<std::uint64_t> for_each_article(const std::string& index,
                                       const std::function<bool(const Article&)>& take);

struct ExportReport {
  std::uint64_t articles = 0;
  bool cancelled = false;  ///< progress.cancel ended it; `out` is what it was
};

/// Writes the articles of the index to a SQLite database `out`, which appears, or takes the place
/// of an older one, in one step at the end. Errors as open_index, as WorkFolder, and kSystem if
/// SQLite can't be loaded or can't write.
Result<ExportReport> export_sqlite(const std::string& index, const std::string& out,
                                   Progress& progress);

}  // namespace kb
