// Searching, for `kb search` and for what `kb ANYTHING` leads to.
#pragma once

#include <string>

#include "cli/command.h"
#include "query/search/search.h"

namespace kb {

/// Searches and prints the answer, as JSON with --json; kNothing if there is no hit.
int search_and_print(const Index& index, const SearchRequest& request, const CommonOptions& common);

}  // namespace kb
