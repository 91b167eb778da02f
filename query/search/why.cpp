#include "query/search/why.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/terms.h"
#include "query/compile/weights.h"
#include "query/rank/learned_order.h"

namespace kb {
namespace {

constexpr std::size_t kMostLearned = 5;  // features shown
constexpr double kNothing = 0.0005;      // smaller than what is printed

/// Returns the weight of the one document that contains `term`; 0 if the query does not match it.
double weight_of(const Xapian::Database& database, const Xapian::Query& query,
                 const std::string& term) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query({Xapian::Query::OP_FILTER, query, Xapian::Query(term)});
  const Xapian::MSet found = enquire.get_mset(0, 1);
  return found.empty() ? 0 : found.begin().get_weight();
}

}  // namespace

void add_why(const Xapian::Database& database, const Compiled& compiled, const Candidate& candidate,
             const LearnedTrace& learned, SearchHit& hit) {
  const std::string term = exact_term(field(FieldId::kSource), hit.source);
  double sum = 0;
  for (const CompiledPart& part : compiled.parts) {
    const double weight = weight_of(database, part.query, term);
    if (weight < kNothing) continue;
    hit.why.push_back({part.label, weight});
    sum += weight;
  }
  if (const auto features = learned.of.find(candidate.document); features != learned.of.end()) {
    auto parts = learned_parts(features->second);
    parts.resize(std::min(parts.size(), kMostLearned));
    for (const LearnedPart& part : parts) {
      const double weight = learned.factor * part.added;
      if (std::abs(weight) < kNothing) continue;
      hit.why.push_back({std::string(name_of(part.feature)), weight});
      sum += weight;
    }
  }
  const double rest = candidate.weight - sum;
  if (std::abs(rest) >= kNothing) hit.why.push_back({"order of the words", rest});
}

}  // namespace kb
