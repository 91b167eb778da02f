#include "query/bm25.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "query/lexicon.h"

namespace kb {
namespace {

using XQuery = Xapian::Query;

double any_of_both(double a, double b, double articles) {
  return std::floor(a + b - a * b / articles + 0.5);
}

void add_frequencies(const XQuery& query, Lexicon& lexicon, std::vector<double>& out) {
  if (query.get_type() != XQuery::OP_OR && query.get_type() != XQuery::OP_SYNONYM) {
    out.push_back(double(estimated_frequency(query, lexicon)));
    return;
  }
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    add_frequencies(query.get_subquery(i), lexicon, out);
  }
}

}  // namespace

LengthParts::LengthParts(const TextStatistics& statistics) : part_(statistics) {
  for (std::size_t length = 0; length < parts_.size(); ++length) {
    parts_[length] = part_.of(double(length));
  }
}

TermWeight::TermWeight(const TextStatistics& statistics, double found) {
  double odds = (statistics.articles - found + 0.5) / (found + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  weight_ = std::log(odds) * (kK1 + 1);
}

bool is_terms_only(const XQuery& query) {
  switch (query.get_type()) {
    case XQuery::LEAF_TERM:
      return true;
    case XQuery::OP_OR:
    case XQuery::OP_SYNONYM:
    case XQuery::OP_SCALE_WEIGHT:
      for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
        if (!is_terms_only(query.get_subquery(i))) return false;
      }
      return true;
    default:
      return false;
  }
}

Xapian::doccount estimated_frequency(const XQuery& query, Lexicon& lexicon) {
  if (query.get_type() == XQuery::LEAF_TERM) {
    return lexicon.frequency(*query.get_terms_begin());
  }
  if (query.get_type() == XQuery::OP_SCALE_WEIGHT) {
    return estimated_frequency(query.get_subquery(0), lexicon);
  }
  // Xapian joins the two rarest, then again, until one is left.
  std::vector<double> frequencies;
  add_frequencies(query, lexicon, frequencies);
  if (frequencies.empty()) return 0;
  std::sort(frequencies.begin(), frequencies.end(), std::greater<>());
  while (frequencies.size() > 1) {
    const double rarest = frequencies.back();
    frequencies.pop_back();
    const double joined =
        any_of_both(frequencies.back(), rarest, double(lexicon.tables().articles()));
    frequencies.pop_back();
    frequencies.insert(
        std::upper_bound(frequencies.begin(), frequencies.end(), joined, std::greater<>()), joined);
  }
  return Xapian::doccount(frequencies[0]);
}

}  // namespace kb
