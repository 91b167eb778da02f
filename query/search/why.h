// `--why` shows what each part of a query adds to the weight of a hit.
#pragma once

#include <xapian.h>

#include "query/compile/compile.h"
#include "query/rank/candidate.h"
#include "query/rank/rank.h"
#include "query/search/answer.h"

namespace kb {

/// Fills in `hit.why`: the weight of each part of the query in this article, then what the evidence
/// adds that counted most in the learned order, and what the rest adds (rank.h). The weights add up to the hit's score; a hit that was found by filters
/// alone has none. Throws Xapian::Error.
void add_why(const Xapian::Database& database, const Compiled& compiled, const Candidate& candidate,
             const LearnedTrace& learned, SearchHit& hit);

}  // namespace kb
