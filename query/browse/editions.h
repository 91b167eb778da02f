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
/// `1998-06-15`), as an article of its own without other editions; null if there is none.
std::optional<StoredRecord> edition_of_date(const StoredRecord& record, std::string_view date);

/// Returns what the newest edition changed in the text of the one that edition_of_date finds, as
/// `diff -u` prints it, with a line for each sentence (a line break says nothing: each printing
/// had its own); null if there is no such edition. Without changes only the two names are printed.
std::optional<std::string> edition_difference(const StoredRecord& record, std::string_view date);

}  // namespace kb
