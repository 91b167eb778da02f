// The front page, and the results of a search.
#pragma once

#include <string>
#include <vector>

#include "query/search/answer.h"
#include "web/pages/page.h"

namespace kb {

/// The front page: a search box, an article's number, a text to paste.
std::string home_page(std::uint64_t articles);

/// The address of a hit, which tells the article's page where in the results it stands.
std::string hit_address(const SearchHit& hit, const SearchRequest& request);

struct Results {
  const SearchRequest& request;
  const SearchAnswer& answer;
  std::vector<std::string> codes;  ///< a line for each code of the query that something is known of
  bool is_code = false;            ///< the query is a code and nothing else
};

/// The hits of one page with their snippets, the codes of the query, facets to narrow by, and where
/// to go on. Without a hit it says what to try.
std::string results_page(const Results& results);

}  // namespace kb
