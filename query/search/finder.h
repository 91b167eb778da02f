// The candidates for an answer: which articles a query finds, and the best of them, by Xapian's
// matcher. It works alike on every kind of index.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "query/compile/compile.h"
#include "query/search/answer.h"
#include "query/search/candidate.h"

namespace kb {

class FacetCounter;

struct Found {
  std::uint64_t total = 0;  ///< articles found; one more than kExactTotal where it is not exact
  bool total_is_exact = true;
  std::vector<Candidate> candidates;  ///< those of the page that was asked for, best first
};

/// Finds what `compiled` asks for: by weight and then by how the words stand together (rank.h), or
/// in the order asked for. Equal articles come in the order of their numbers. `facets`, which may
/// be null, counts every article found. Throws only the Xapian::Error of a damaged database, or of
/// a cluster whose server does not answer.
Found find(const Xapian::Database& database, const Compiled& compiled, const SearchRequest& request,
           FacetCounter* facets);

}  // namespace kb
