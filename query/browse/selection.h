// A selection is a part of an index that is named by a query: what an export writes.
#pragma once

#include <string>
#include <vector>

#include "query/search/index.h"

namespace kb {

/// Which articles are meant. An empty text leaves nothing out.
struct Selection {
  std::string query;  ///< what an article matches; read as typed, no word is corrected
  std::string on;     ///< machine profile (profile.h): the products that an article is about
};

struct Selected {
  std::vector<Xapian::docid> documents;  ///< ascending
  std::vector<std::string> remarks;      ///< on how the query was read; for people
};

/// Finds the articles of a selection. kUsage if `on` names no product, or one that is unknown.
/// Throws Xapian::Error: it is called inside of ask().
Result<Selected> select_articles(const Index& index, const Selection& selection);

}  // namespace kb
