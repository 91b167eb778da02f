// A ghost is an article that the index does not contain but other articles cite.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "query/search/index.h"

namespace kb {

/// An article that cites another.
struct Citation {
  std::string id;
  std::string title;
};

struct Ghost {
  std::string id;
  std::optional<std::string> title;  ///< as most citing articles print it
  std::vector<Citation> cited_by;    ///< in the order of their numbers
};

/// Returns what the articles that cite `id` (canonical) say of it; null if none cites it.
Result<std::optional<Ghost>> find_ghost(const Index& index, const std::string& id);

}  // namespace kb
