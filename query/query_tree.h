// What an index is asked: a tree of terms, and of what joins them.
//
// The operators are Xapian's, and a tree is simplified where Xapian simplifies its own, so that one
// answers as the other does (xapian_query.h). Unlike Xapian's it can be read: plan.h goes through
// posting lists by it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kb {

struct QueryTree {
  enum class Kind : std::uint8_t {
    kEmpty,     ///< no document
    kAll,       ///< every document, with the weight `number`
    kTerm,      ///< those that hold `term`
    kRange,     ///< those whose value in `slot` is from `term` to `last`
    kAny,       ///< what any part matches; weights add up
    kSynonym,   ///< the same, weighed as if all its terms were one
    kEvery,     ///< what all parts match; weights add up
    kFilter,    ///< what all parts match, with the weight of the first
    kMaybe,     ///< what the first part matches, with the weights of both
    kWithout,   ///< what the first part matches and the second does not
    kScaled,    ///< what its part matches; `number` is the factor of its weight
    kPhrase,    ///< the terms that are its parts in their order, within `window` words
    kNear,      ///< the same in any order
    kWildcard,  ///< the most frequent `window` terms that begin with `term`
  };

  Kind kind = Kind::kEmpty;
  double number = 0;
  std::uint32_t slot = 0;
  std::uint32_t window = 0;
  std::string term;
  std::string last;  ///< of a range; empty if it is open
  std::vector<QueryTree> parts;

  bool empty() const { return kind == Kind::kEmpty; }
};

/// Every document, each with `weight`.
QueryTree all_documents(double weight = 0);
QueryTree term_query(std::string term);
/// Values sort as bytes; an empty `last` is open.
QueryTree range_query(std::uint32_t slot, std::string first, std::string last);
QueryTree wildcard_query(std::string beginning, std::uint32_t most_terms);

// Parts that match nothing are left out where they add nothing; where all would be needed, nothing
// is what remains. One part alone is that part.
QueryTree any_of(std::vector<QueryTree> parts);
QueryTree any_of(QueryTree one, QueryTree other);
QueryTree every_of(std::vector<QueryTree> parts);
QueryTree every_of(QueryTree one, QueryTree other);
/// Parts are terms.
QueryTree synonym_of(std::vector<QueryTree> terms);
QueryTree filtered(QueryTree with, QueryTree by);
QueryTree maybe(QueryTree with, QueryTree more);
QueryTree without(QueryTree with, QueryTree left_out);
QueryTree scaled(QueryTree part, double factor);
/// The same documents, each with weight 0.
QueryTree weightless(QueryTree part);
QueryTree phrase_query(const std::vector<std::string>& terms);
QueryTree near_query(const std::vector<std::string>& terms, std::uint32_t window);

/// Adds one more part to what any_of() made.
QueryTree also(QueryTree any, QueryTree part);

/// Are there only terms, kAny, kSynonym, and factors?
bool is_terms_only(const QueryTree& tree);

}  // namespace kb
