// What an index holds, counted over all of its articles.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "query/search/answer.h"
#include "query/search/index.h"

namespace kb {

struct ArticleCounts {
  double terms_per_article = 0;                           ///< mean
  std::map<std::string, std::vector<FacetCount>> facets;  ///< as of a search that finds everything
};

/// Counts the articles of an index by product, year and the other facets.
Result<ArticleCounts> count_articles(const Index& index);

}  // namespace kb
