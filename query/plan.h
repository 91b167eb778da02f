// A query as the lists it is made of, ready to be gone through.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "query/bm25.h"
#include "query/kept_lists.h"
#include "query/compile/lexicon.h"

namespace kb {

struct Plan {
  enum class Kind {
    kList,     ///< the documents of `list`
    kAll,      ///< every document
    kAny,      ///< what any part matches; weights add up
    kBoth,     ///< what all parts match
    kMaybe,    ///< what the first part matches, with the weights of the others
    kWithout,  ///< what the first part matches and no other does
  };
  Kind kind = Kind::kAny;
  double factor = 1;    ///< of its weight; 0 if that does not count
  double constant = 0;  ///< weight of each document of a list, before the factor
  std::shared_ptr<const Postings> list;
  std::optional<TermWeight> weight;  ///< of a list that counts times
  std::vector<Plan> parts;
};

/// The weights are those of Xapian's BM25 with search_weighting(), but for the order of additions.
/// What has no list of its own (NEAR, wildcards) Xapian finds, part by part. Throws only
/// the Xapian::Error of a damaged database.
Plan plan_of(const QueryTree& query, KeptLists& lists, Lexicon& lexicon);

}  // namespace kb
