#include "query/bm25.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "query/compile/lexicon.h"
#include "query/query_tree.h"

namespace kb {
namespace {

using Kind = QueryTree::Kind;

double any_of_both(double a, double b, double articles) {
  return std::floor(a + b - a * b / articles + 0.5);
}

void add_frequencies(const QueryTree& query, Lexicon& lexicon, std::vector<double>& out) {
  if (query.kind != Kind::kAny && query.kind != Kind::kSynonym) {
    out.push_back(double(estimated_frequency(query, lexicon)));
    return;
  }
  for (const QueryTree& part : query.parts) add_frequencies(part, lexicon, out);
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

Xapian::doccount estimated_frequency(const QueryTree& query, Lexicon& lexicon) {
  if (query.kind == Kind::kTerm) return lexicon.frequency(query.term);
  if (query.kind == Kind::kScaled) return estimated_frequency(query.parts[0], lexicon);
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
