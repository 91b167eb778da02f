// What each part of a query adds to the weight of a hit.
#pragma once

#include <xapian.h>

#include "query/compile/compile.h"
#include "query/search/answer.h"
#include "query/search/candidate.h"

namespace kb {

/// Fills in `hit.why`: the parts of the query that weigh, each searched for in this article alone,
/// then what the order of the words adds (rank.h). The weights add up to the hit's score; a hit
/// that merely passed filters has none. Throws Xapian::Error.
void add_why(const Xapian::Database& database, const Compiled& compiled, const Candidate& candidate,
             SearchHit& hit);

}  // namespace kb
