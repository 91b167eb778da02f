// Ranked search finds the articles for a text. The command line, the page and the API all use it.
#pragma once

#include "query/search/answer.h"
#include "query/search/index.h"

namespace kb {

/// Searches an index. Only a damaged index is an error. An empty query gives an empty answer. Words
/// that no article contains are corrected (spelling.h), and all others that can be if nothing is
/// found as typed; a remark says so.
Result<SearchAnswer> search(const Index& index, const SearchRequest& request);

}  // namespace kb
