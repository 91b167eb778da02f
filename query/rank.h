// The last word on the order of the best candidates: how the words of a query stand together.
//
// BM25 counts words one by one. A pasted message, a remembered title or a few keywords say more by
// their order, so the first candidates of a search are weighed again by
//   - neighbours: pairs of neighbouring words of the query that are neighbours in the text too,
//   each
//     worth as much as its rarer word;
//   - the title: how much of the query is in it, and how much of it is in the query.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "query/compile.h"

namespace kb {

/// Candidates that are weighed again.
inline constexpr std::size_t kRankDepth = 100;

struct Candidate {
  Xapian::docid document = 0;
  double weight = 0;  ///< of BM25, then of both
};

/// Adds to each candidate's weight what its words' order is worth and sorts by it, equal ones as
/// they were. Reads position lists and stored titles.
void rank_by_order(const Xapian::Database& database, const std::vector<QueryWord>& words,
                   std::vector<Candidate>& candidates);

}  // namespace kb
