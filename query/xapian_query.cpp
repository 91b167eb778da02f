#include "query/xapian_query.h"

#include <algorithm>
#include <vector>

#include "query/bm25.h"

namespace kb {
namespace {

using Kind = QueryTree::Kind;
using XQuery = Xapian::Query;

XQuery joined(XQuery::op op, const QueryTree& tree) {
  std::vector<XQuery> parts;
  parts.reserve(tree.parts.size());
  for (const QueryTree& part : tree.parts) parts.push_back(xapian_query(part));
  return {op, parts.begin(), parts.end(), Xapian::termcount(tree.window)};
}

XQuery every_document(double weight) {
  if (weight == 0) return XQuery::MatchAll;
  auto* source = new Xapian::FixedWeightPostingSource(weight);
  return XQuery(source->release());
}

XQuery range(const QueryTree& tree) {
  if (tree.last.empty()) return {XQuery::OP_VALUE_GE, tree.slot, tree.term};
  return {XQuery::OP_VALUE_RANGE, tree.slot, tree.term, tree.last};
}

/// Terms, any of several terms, and what only adds weight to them.
bool is_plain(const QueryTree& tree) {
  switch (tree.kind) {
    case Kind::kTerm:
      return true;
    case Kind::kMaybe:
    case Kind::kScaled:
      return is_plain(tree.parts[0]);
    case Kind::kAny:
    case Kind::kSynonym:
      return std::all_of(tree.parts.begin(), tree.parts.end(), is_plain);
    default:
      return false;
  }
}

/// Xapian 1.4.22 reads uninitialised memory where one side of OP_AND_NOT holds a phrase or NEAR and
/// the right side is more than a term, and then keeps articles that it should have left out
/// (tests/query/judged_queries_test.cpp found it): there both sides are taken out of the left one.
XQuery without(const QueryTree& tree) {
  const XQuery with = xapian_query(tree.parts[0]);
  const XQuery left_out = xapian_query(tree.parts[1]);
  if (is_plain(tree.parts[1])) return {XQuery::OP_AND_NOT, with, left_out};
  return {XQuery::OP_XOR, with, XQuery(XQuery::OP_FILTER, with, left_out)};
}

}  // namespace

XQuery xapian_query(const QueryTree& tree) {
  switch (tree.kind) {
    case Kind::kEmpty:
      return {};
    case Kind::kAll:
      return every_document(tree.number);
    case Kind::kTerm:
      return XQuery(tree.term);
    case Kind::kRange:
      return range(tree);
    case Kind::kAny:
      return joined(XQuery::OP_OR, tree);
    case Kind::kSynonym:
      return joined(XQuery::OP_SYNONYM, tree);
    case Kind::kEvery:
      return joined(XQuery::OP_AND, tree);
    case Kind::kFilter:
      return joined(XQuery::OP_FILTER, tree);
    case Kind::kMaybe:
      return joined(XQuery::OP_AND_MAYBE, tree);
    case Kind::kWithout:
      return without(tree);
    case Kind::kScaled:
      return {XQuery::OP_SCALE_WEIGHT, xapian_query(tree.parts[0]), tree.number};
    case Kind::kPhrase:
      return joined(XQuery::OP_PHRASE, tree);
    case Kind::kNear:
      return joined(XQuery::OP_NEAR, tree);
    case Kind::kWildcard:
      return {XQuery::OP_WILDCARD, tree.term, tree.window, XQuery::WILDCARD_LIMIT_MOST_FREQUENT};
  }
  return {};
}

Xapian::BM25Weight search_weighting() { return {kK1, 0, 1, kB, 0.5}; }

}  // namespace kb
