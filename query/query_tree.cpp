#include "query/query_tree.h"

#include <algorithm>
#include <utility>

namespace kb {
namespace {

using Kind = QueryTree::Kind;

bool is_empty(const QueryTree& tree) { return tree.empty(); }

QueryTree joined(Kind kind, std::vector<QueryTree> parts) {
  QueryTree out;
  if (parts.empty()) return out;
  if (parts.size() == 1) return std::move(parts[0]);
  out.kind = kind;
  out.parts = std::move(parts);
  return out;
}

QueryTree joined(Kind kind, QueryTree first, QueryTree second) {
  QueryTree out;
  out.kind = kind;
  out.parts.reserve(2);
  out.parts.push_back(std::move(first));
  out.parts.push_back(std::move(second));
  return out;
}

std::vector<QueryTree> without_empty(std::vector<QueryTree> parts) {
  parts.erase(std::remove_if(parts.begin(), parts.end(), is_empty), parts.end());
  return parts;
}

QueryTree side_by_side(Kind kind, const std::vector<std::string>& terms, std::uint32_t window) {
  std::vector<QueryTree> parts;
  parts.reserve(terms.size());
  for (const std::string& term : terms) parts.push_back(term_query(term));
  QueryTree out = joined(kind, std::move(parts));
  if (out.kind == kind) out.window = window;
  return out;
}

}  // namespace

QueryTree all_documents(double weight) {
  QueryTree out;
  out.kind = Kind::kAll;
  out.number = weight;
  return out;
}

QueryTree term_query(std::string term) {
  QueryTree out;
  out.kind = Kind::kTerm;
  out.term = std::move(term);
  return out;
}

QueryTree range_query(std::uint32_t slot, std::string first, std::string last) {
  QueryTree out;
  if (!last.empty() && first > last) return out;
  out.kind = Kind::kRange;
  out.slot = slot;
  out.term = std::move(first);
  out.last = std::move(last);
  return out;
}

QueryTree wildcard_query(std::string beginning, std::uint32_t most_terms) {
  QueryTree out;
  out.kind = Kind::kWildcard;
  out.term = std::move(beginning);
  out.window = most_terms;
  return out;
}

QueryTree any_of(std::vector<QueryTree> parts) {
  return joined(Kind::kAny, without_empty(std::move(parts)));
}

QueryTree any_of(QueryTree one, QueryTree other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  return joined(Kind::kAny, std::move(one), std::move(other));
}

QueryTree every_of(std::vector<QueryTree> parts) {
  if (std::any_of(parts.begin(), parts.end(), is_empty)) return {};
  return joined(Kind::kEvery, std::move(parts));
}

QueryTree every_of(QueryTree one, QueryTree other) {
  if (one.empty() || other.empty()) return {};
  return joined(Kind::kEvery, std::move(one), std::move(other));
}

QueryTree synonym_of(std::vector<QueryTree> terms) {
  terms = without_empty(std::move(terms));
  if (terms.size() != 1 || terms[0].kind == Kind::kTerm) {
    return joined(Kind::kSynonym, std::move(terms));
  }
  QueryTree out;
  out.kind = Kind::kSynonym;
  out.parts = std::move(terms);
  return out;
}

QueryTree filtered(QueryTree with, QueryTree by) {
  if (with.empty() || by.empty()) return {};
  return joined(Kind::kFilter, std::move(with), std::move(by));
}

QueryTree maybe(QueryTree with, QueryTree more) {
  if (with.empty() || more.empty()) return with;
  return joined(Kind::kMaybe, std::move(with), std::move(more));
}

QueryTree without(QueryTree with, QueryTree left_out) {
  if (with.empty() || left_out.empty()) return with;
  return joined(Kind::kWithout, std::move(with), std::move(left_out));
}

QueryTree scaled(QueryTree part, double factor) {
  if (part.empty() || part.kind == Kind::kRange) return part;  // a range weighs nothing
  QueryTree out;
  out.kind = Kind::kScaled;
  out.number = factor;
  out.parts.push_back(std::move(part));
  return out;
}

QueryTree weightless(QueryTree part) { return scaled(std::move(part), 0); }

QueryTree phrase_query(const std::vector<std::string>& terms) {
  return side_by_side(Kind::kPhrase, terms, std::uint32_t(terms.size()));
}

QueryTree near_query(const std::vector<std::string>& terms, std::uint32_t window) {
  return side_by_side(Kind::kNear, terms, window);
}

QueryTree also(QueryTree any, QueryTree part) {
  if (any.kind != Kind::kAny) return any_of(std::move(any), std::move(part));
  if (!part.empty()) any.parts.push_back(std::move(part));
  return any;
}

bool is_terms_only(const QueryTree& tree) {
  switch (tree.kind) {
    case Kind::kTerm:
      return true;
    case Kind::kAny:
    case Kind::kSynonym:
    case Kind::kScaled:
      return std::all_of(tree.parts.begin(), tree.parts.end(), is_terms_only);
    default:
      return false;
  }
}

}  // namespace kb
