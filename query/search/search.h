// Ranked search: text in, articles out. The one path for the command line, the page and the API.
#pragma once

#include "query/search/answer.h"
#include "query/search/index.h"

namespace kb {

/// Searches an index. Only a damaged index is an error. An empty query gives an empty answer. Words
/// that no article contains are searched as what was probably meant, and all are if nothing is
/// found as typed; a remark says so.
Result<SearchAnswer> search(const Index& index, const SearchRequest& request);

/// Every stage of understanding `query`: tokens, tree, Xapian query, remarks; for people.
Result<std::string> explain(const Index& index, const std::string& query);

}  // namespace kb
