// The editions of one article that an index holds: the newest, which is the record, and others.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/record.h"
#include "parser/article.h"

namespace kb {

struct EditionRow {
  std::optional<std::string> date;  ///< ISO `YYYY-MM-DD`; null if the edition prints none
  Dialect dialect = Dialect::kText;
  std::string source;
  bool is_record = false;  ///< the article is this edition
  bool is_stored = false;  ///< its text is held; a copy of the same day is only named
};

struct EditionList {
  std::string id;  ///< empty for an article without a number
  std::vector<EditionRow> editions;
};

/// Returns all editions of a stored article: the record first, then the others, newest first.
EditionList list_editions(const StoredRecord& record);

/// Returns the newest edition that is stored and whose date begins with `date` (`1998`, `1998-06`,
/// `1998-06-15`; `undated` for one that prints no date), as an article of its own without other editions; null if there is none.
std::optional<StoredRecord> edition_of_date(const StoredRecord& record, std::string_view date);

/// Returns what one edition changed in the text of another, as `diff -u` prints it, with a line for
/// each sentence (a line break says nothing: each printing had its own). Both must be alone, as
/// edition_of_date and newest_edition return them. Without changes only the two names are printed.
std::string edition_difference(const StoredRecord& before, const StoredRecord& after);

/// Returns the newest edition alone.
StoredRecord newest_edition(const StoredRecord& record);

}  // namespace kb
