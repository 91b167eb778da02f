#include "query/compile/operators.h"

namespace kb {
namespace {

bool is_of_terms(XQuery::op op) {
  return op == XQuery::LEAF_TERM || op == XQuery::OP_SCALE_WEIGHT || op == XQuery::OP_OR ||
         op == XQuery::OP_SYNONYM || op == XQuery::OP_AND_MAYBE;
}

/// True if the query consists of terms, alternatives and changes of weight.
bool holds_only_terms(const XQuery& query) {
  std::vector<XQuery> open{query};  // no recursion: a query may nest as deep as it has words
  while (!open.empty()) {
    const XQuery node = open.back();
    open.pop_back();
    if (node.empty()) continue;
    if (!is_of_terms(node.get_type())) return false;
    for (std::size_t i = 0; i < node.get_num_subqueries(); ++i) {
      open.push_back(node.get_subquery(i));
    }
  }
  return true;
}

XQuery joined(XQuery::op op, const std::vector<XQuery>& parts) {
  return {op, parts.begin(), parts.end()};
}

}  // namespace

XQuery any_of(const std::vector<XQuery>& parts) { return joined(XQuery::OP_OR, parts); }

XQuery any_of(const XQuery& one, const XQuery& other) { return {XQuery::OP_OR, one, other}; }

XQuery every_of(const std::vector<XQuery>& parts) { return joined(XQuery::OP_AND, parts); }

XQuery synonym_of(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return XQuery(terms[0]);
  return {XQuery::OP_SYNONYM, terms.begin(), terms.end()};
}

XQuery any_term(const std::vector<std::string>& terms) {
  return {XQuery::OP_OR, terms.begin(), terms.end()};
}

XQuery filtered(const XQuery& with, const XQuery& by) { return {XQuery::OP_FILTER, with, by}; }

XQuery maybe(const XQuery& with, const XQuery& more) {
  return more.empty() ? with : XQuery(XQuery::OP_AND_MAYBE, with, more);
}

XQuery without(const XQuery& with, const XQuery& left_out) {
  if (with.empty() || left_out.empty()) return with;
  if (holds_only_terms(left_out)) return {XQuery::OP_AND_NOT, with, left_out};
  return {XQuery::OP_XOR, with, filtered(with, left_out)};
}

XQuery scaled(const XQuery& part, double factor) {
  return part.empty() ? part : XQuery(XQuery::OP_SCALE_WEIGHT, part, factor);
}

XQuery weightless(const XQuery& part) { return scaled(part, 0); }

XQuery lifted(double weight, const XQuery& part) {
  if (part.empty()) return part;
  auto* constant = new Xapian::FixedWeightPostingSource(weight);
  return {XQuery::OP_AND, XQuery(constant->release()), part};
}

XQuery phrase_of(const std::vector<std::string>& words) {
  return {XQuery::OP_PHRASE, words.begin(), words.end(), Xapian::termcount(words.size())};
}

XQuery near_of(const std::vector<std::string>& words, std::uint32_t window) {
  return {XQuery::OP_NEAR, words.begin(), words.end(), Xapian::termcount(window)};
}

XQuery range_of(std::uint32_t slot, const std::string& first, const std::string& last) {
  if (last.empty()) return {XQuery::OP_VALUE_GE, slot, first};
  return first > last ? XQuery() : XQuery(XQuery::OP_VALUE_RANGE, slot, first, last);
}

}  // namespace kb
