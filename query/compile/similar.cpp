#include "query/compile/similar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "query/compile/held_terms.h"

namespace kb {
namespace {

constexpr std::size_t kMostTerms = 25;  // terms of the article that are searched for
constexpr double kCommon = 0.05;        // a term in a larger share of articles is ignored

struct Source {
  FieldId field;
  double factor;
};
/// The fields that tell what an article is about, and how surely each does.
constexpr std::array<Source, 6> kSources = {{{FieldId::kTitle, 2.0},
                                             {FieldId::kQueryWords, 2.0},
                                             {FieldId::kSymptoms, 1.0},
                                             {FieldId::kCause, 1.0},
                                             {FieldId::kError, 2.0},
                                             {FieldId::kFile, 1.5}}};

/// The term of the articles that are called `name`: its number, else its source path.
std::string own_term(const Xapian::Database& database, const std::string& name) {
  const std::string number = exact_term(field(FieldId::kId), name);
  return database.term_exists(number) ? number : exact_term(field(FieldId::kSource), name);
}

}  // namespace

Xapian::docid document_of(const Xapian::Database& database, const std::string& name) {
  const std::string term = own_term(database, name);
  const auto it = database.postlist_begin(term);
  return it == database.postlist_end(term) ? 0 : *it;
}

double rarity(const Xapian::Database& database, const std::string& term) {
  return std::log(double(database.get_doccount()) /
                  double(std::max<Xapian::doccount>(1, database.get_termfreq(term))));
}

XQuery similar_to(const Xapian::Database& database, const std::string& name) {
  const Xapian::docid document = document_of(database, name);
  if (document == 0) return {};
  std::map<std::string, double> weights;
  for (const Source& source : kSources) {
    const Field& in = field(source.field);
    for (const std::string& value : held_values(database, document, source.field)) {
      const std::string term = in.kind == FieldKind::kWords ? value : exact_term(in, value);
      const auto articles = database.get_termfreq(term);
      if (articles < 2 || articles > kCommon * double(database.get_doccount()) + 2) continue;
      double& weight = weights[term];
      weight = std::max(weight, source.factor);
    }
  }
  std::vector<std::pair<double, std::string>> order;
  order.reserve(weights.size());
  for (const auto& [term, factor] : weights) {
    order.emplace_back(-factor * rarity(database, term), term);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), kMostTerms));
  std::vector<XQuery> parts;
  parts.reserve(order.size());
  for (const auto& [order_weight, term] : order) {
    parts.push_back(scaled(XQuery(term), weights[term]));
  }
  return without(any_of(parts), XQuery(own_term(database, name)));
}

}  // namespace kb
