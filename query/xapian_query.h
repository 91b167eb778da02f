// A query tree as Xapian's own, for what only Xapian can answer.
#pragma once

#include <xapian.h>

#include "query/query_tree.h"

namespace kb {

/// Matches the same documents with the same weights.
Xapian::Query xapian_query(const QueryTree& tree);

/// BM25 with a little less length normalisation than Xapian's default: long articles hold whole
/// tables of codes, short ones little more than their title.
Xapian::BM25Weight search_weighting();

}  // namespace kb
