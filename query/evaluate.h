// Runs queries on lists that are kept from one search to the next (kept_lists.h).
//
// Xapian's matcher merges lists in a tree where each document passes through a dozen calls. Here
// the lists of a query are added up window by window (window.h), everything found is counted, and
// only the best is kept.
#pragma once

#include <xapian.h>

#include <memory>
#include <vector>

#include "query/article_order.h"
#include "query/best.h"
#include "query/kept_lists.h"
#include "query/plan.h"
#include "query/window.h"

namespace kb {

/// Evaluates queries over one database that is not a cluster's. Not for several threads. All calls
/// throw only the Xapian::Error of a damaged database.
class Evaluator {
 public:
  /// Of the lexicon's database; it must outlive this.
  explicit Evaluator(Lexicon& lexicon)
      : lexicon_(lexicon), lists_(lexicon.tables()), reader_(lists_), order_(lexicon.tables()) {}

  KeptLists& lists() { return lists_; }

  struct Outcome {
    std::uint64_t total = 0;               ///< documents that match
    std::vector<Candidate> best;           ///< by weight, then by the article's number
    std::vector<Candidate> in_all;         ///< the best of those that stand in all `lists`
    std::vector<Xapian::docid> documents;  ///< all that match, if they are wanted
  };
  using Lists = std::vector<std::shared_ptr<const Postings>>;

  /// Everything the query matches: the `limit` best, and the `limit_in_all` best of those that
  /// stand in each of `lists`; none if there are no lists.
  Outcome run(const QueryTree& query, std::size_t limit, Lists lists, std::size_t limit_in_all,
              bool with_documents);

 private:
  Lexicon& lexicon_;
  KeptLists lists_;
  PlanReader reader_;
  ArticleOrder order_;
  Window window_;
};

}  // namespace kb
