#include "query/browse/related.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "indexer/schema/record.h"
#include "indexer/schema/terms.h"
#include "parser/fields/article_name.h"
#include "query/compile/held_terms.h"
#include "query/compile/similar.h"
#include "query/compile/weights.h"

namespace kb {
namespace {

constexpr std::size_t kMostCiting = 300;      // citing articles whose other citations are read
constexpr Xapian::doccount kManyShare = 300;  // a code or file of more articles relates none

RelatedArticle article_at(const Xapian::Database& database, Xapian::docid document) {
  const auto header = decode_record_header(database.get_document(document).get_data());
  return header ? RelatedArticle{article_name(*header), header->title, {}} : RelatedArticle{};
}

std::vector<RelatedArticle> best_of(const Xapian::Database& database, const Xapian::Query& query,
                                    std::size_t limit) {
  std::vector<RelatedArticle> articles;
  if (query.empty()) return articles;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(search_weighting());
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, Xapian::doccount(limit));
  for (auto it = found.begin(); it != found.end(); ++it) {
    articles.push_back(article_at(database, *it));
  }
  return articles;
}

/// Returns the articles that share rare values of a field, with the values they share.
std::vector<RelatedArticle> sharing(const Xapian::Database& database, Xapian::docid document,
                                    FieldId id, std::size_t limit) {
  std::map<Xapian::docid, std::pair<double, std::vector<std::string>>> found;
  for (const std::string& value : held_values(database, document, id)) {
    const std::string term = exact_term(field(id), value);
    if (database.get_termfreq(term) > kManyShare) continue;
    const double weight = rarity(database, term);
    for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
      if (*it == document) continue;
      found[*it].first += weight;
      found[*it].second.push_back(value);
    }
  }
  std::vector<std::pair<Xapian::docid, double>> order;
  order.reserve(found.size());
  for (const auto& [other, share] : found) order.emplace_back(other, share.first);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<RelatedArticle> articles;
  for (std::size_t i = 0; i < order.size() && i < limit; ++i) {
    articles.push_back(article_at(database, order[i].first));
    articles.back().shared = found[order[i].first].second;
  }
  return articles;
}

RelatedArticle article_of_id(const Xapian::Database& database, const std::string& id) {
  const Xapian::docid document = document_of(database, id);
  return document == 0 ? RelatedArticle{id, "", {}} : article_at(database, document);
}

void sort_by_number(std::vector<RelatedArticle>& articles) {
  std::sort(articles.begin(), articles.end(), [](const RelatedArticle& a, const RelatedArticle& b) {
    return id_value(a.id) < id_value(b.id);
  });
}

/// Fills in the articles that cite this one, and those that they cite beside it.
void add_citations(const Xapian::Database& database, std::size_t limit, Related& related) {
  std::map<std::string, std::size_t> beside;
  const std::string term = exact_term(field(FieldId::kCites), related.id);
  std::size_t read = 0;
  for (auto it = database.postlist_begin(term); it != database.postlist_end(term); ++it) {
    related.cited_by.push_back(article_at(database, *it));
    if (read++ >= kMostCiting) continue;
    for (const std::string& id : held_values(database, *it, FieldId::kCites)) {
      if (id != related.id) ++beside[id];
    }
  }
  sort_by_number(related.cited_by);
  // An article that is cited beside everything says little, so its count is divided by the root of
  // the number of all its citations.
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [id, count] : beside) {
    const auto all = database.get_termfreq(exact_term(field(FieldId::kCites), id));
    order.emplace_back(-double(count) / std::sqrt(double(std::max<Xapian::doccount>(1, all))), id);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size() && i < limit; ++i) {
    related.cited_together.push_back(article_of_id(database, order[i].second));
  }
}

Related relations(const Xapian::Database& database, Xapian::docid document, const std::string& id,
                  std::size_t limit) {
  Related related;
  related.id = id;
  related.title = article_at(database, document).title;
  related.similar = best_of(database, similar_to(database, id), limit);
  related.same_code = sharing(database, document, FieldId::kError, limit);
  related.same_file = sharing(database, document, FieldId::kFile, limit);
  for (const std::string& cited : held_values(database, document, FieldId::kCites)) {
    related.cites.push_back(article_of_id(database, cited));
  }
  sort_by_number(related.cites);
  add_citations(database, limit, related);
  return related;
}

}  // namespace

Result<std::optional<Related>> related_to(const Index& index, const std::string& id,
                                          std::size_t limit) {
  return ask(index, [&](const Index& open) -> Result<std::optional<Related>> {
    const Xapian::Database& database = open.database();
    const Xapian::docid document = document_of(database, id);
    if (document == 0) return std::optional<Related>();
    return std::optional<Related>(relations(database, document, id, limit));
  });
}

}  // namespace kb
