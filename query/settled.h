// A part of a query whose articles are found before the search begins.
//
// Why: Xapian 1.4.22 reads uninitialised memory where one side of OP_AND_NOT holds a phrase or NEAR
// and the right side is more than a term, and then keeps articles that it should have left out
// (tests/query/judged_queries_test.cpp found it). Such a right side is found first, as a set of
// articles, and left out as that.
#pragma once

#include <xapian.h>

namespace kb {

/// Matches what `query` matches, with weight 0. Costs one unweighted search a database, and 4 bytes
/// an article while the query that holds it lives.
Xapian::Query settled(const Xapian::Query& query);

}  // namespace kb
