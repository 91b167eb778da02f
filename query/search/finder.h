// The finder counts the articles that a query matches and finds the best of them with Xapian's
// matcher, alike on every kind of index.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "query/compile/compile.h"
#include "query/rank/candidate.h"
#include "query/rank/rank.h"
#include "query/search/answer.h"

namespace kb {

class FacetCounter;
class Index;

struct Found {
  std::uint64_t total = 0;  ///< number of articles found; kExactTotal + 1 if not exact
  bool total_is_exact = true;
  std::vector<Candidate> candidates;  ///< those of the page asked for, best first
  LearnedTrace learned;               ///< what their learned order was given
};

/// Finds what `compiled` asks for, in the order asked for; Sort::kRelevance orders by weight and by
/// how the words stand together (rank.h). Equal articles come in the order of their numbers.
/// `facets`, which may be null, counts every article found. Throws only the Xapian::Error of a
/// damaged database, or of a cluster whose server does not answer.
Found find(const Index& index, const Compiled& compiled, const SearchRequest& request,
           FacetCounter* facets);

}  // namespace kb
