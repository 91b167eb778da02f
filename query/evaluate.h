// Runs queries on lists that are kept from one search to the next.
//
// Xapian's matcher reads every list of a query's words anew, and merges them in a tree where each
// document passes through a dozen calls. Most words of a query were asked for before, by it or by
// another: here each word of a query (its forms in the text, with what they weigh more in the
// title) is evaluated once, to documents and weights, and kept; a query then adds up the lists of
// its words. What the evaluator does not know (phrases, NEAR, wildcards) Xapian runs, part by part,
// and the outcome is kept in the same way.
//
// Weights are those of Xapian's BM25 with search_weighting(), but for the order of additions.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "query/matches.h"

namespace kb {

/// Evaluates queries over one database that is not a cluster's. Not for several threads. All calls
/// throw only the Xapian::Error of a damaged database.
class Evaluator {
 public:
  explicit Evaluator(Xapian::Database database);

  /// Everything the query matches. Never null.
  std::shared_ptr<const Matches> run(const Xapian::Query& query);

  /// The articles that hold any of the terms, without weights. Never null.
  std::shared_ptr<const Matches> holders(const std::vector<std::string>& terms);

  /// The `count` best by weight, rounded to a millionth, then by the article's number.
  std::vector<std::pair<Xapian::docid, double>> best(const Matches& matches, std::size_t count);

  /// Words of an article.
  double length(Xapian::docid document);

 private:
  /// Matches and what is done to their weights: times `factor`, and `more` added. Without matches
  /// it is every document.
  struct Part {
    std::shared_ptr<const Matches> matches;
    double factor = 1;
    double more = 0;
    double weight(std::size_t i) const { return matches->weight(i) * factor + more; }
  };

  Part part(const Xapian::Query& query);
  Part scaled(const Xapian::Query& query);
  Part fixed(const Xapian::Query& query);
  Part any(const std::vector<Part>& parts);
  Part all(const std::vector<Part>& parts, std::size_t weighing);
  Part with_more(const Part& left, const std::vector<Part>& right);
  Part without(const Part& left, const std::vector<Part>& right);
  Part either(const std::vector<Part>& parts);
  std::vector<Part> parts_of(const Xapian::Query& query, std::size_t first);
  Part kept(const Xapian::Query& query,
            std::shared_ptr<const Matches> (Evaluator::*make)(const Xapian::Query&));
  Part settled(Part part);

  std::shared_ptr<const Matches> word(const Xapian::Query& query);
  std::shared_ptr<const Matches> term(const Xapian::Query& query);
  std::shared_ptr<const Matches> synonym(const Xapian::Query& query);
  std::shared_ptr<const Matches> range(const Xapian::Query& query);
  std::shared_ptr<const Matches> by_xapian(const Xapian::Query& query);
  std::shared_ptr<const Matches> everything();
  void add_wdf(const Xapian::Query& query);
  Matches take_sums();

  void read_lengths();
  void order_ties(std::vector<std::pair<Xapian::docid, double>>& candidates);
  std::vector<std::string> numbers_of(const std::vector<Xapian::docid>& documents);

  Xapian::Database database_;
  MatchesCache cache_;
  std::vector<Xapian::termcount> lengths_;  // by document; read when first needed
  std::shared_ptr<const Matches> everything_;
  // Sums by document while lists are added up, and which documents have one.
  std::vector<double> sums_;
  std::vector<std::uint64_t> touched_;
  std::vector<std::string> numbers_;  // by document; read when many were asked for
  std::size_t numbers_asked_ = 0;
};

}  // namespace kb
