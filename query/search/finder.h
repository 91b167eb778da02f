// The candidates for an answer: which articles a query finds, and the best of them.
//
// There are two ways to find them. Xapian's matcher works on any index, a cluster's shards and
// servers too. The lists of evaluate.h work on one database and are faster, much faster from the
// second search on. Both give the same.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "query/compile/compile.h"
#include "query/evaluate.h"
#include "query/search/evidence.h"
#include "query/holders.h"
#include "query/index_tables.h"
#include "query/search/searcher.h"
#include "query/search/title_sizes.h"

namespace kb {

class FacetCounter;

/// Candidates that are looked through for the query's words next to each other.
inline constexpr std::size_t kPhraseDepth = 2000;

/// Candidates, best first, and how many articles were found in all.
struct Found {
  std::uint64_t total = 0;
  std::vector<Candidate> candidates;
  /// The best of all that were found that hold every word of the query that any article holds, stop
  /// words too: kRankDepth, or kPhraseDepth if phrases count. None if those words are fewer than
  /// two.
  std::vector<Candidate> with_all_words;
};

/// Finds articles by weight, equal weights in the order of the articles' numbers. All calls throw
/// only the Xapian::Error of a damaged database, or of a cluster whose server does not answer.
class Finder {
 public:
  virtual ~Finder() = default;
  /// Starts with a query: its best `limit` articles. `facets` may be null.
  virtual Found best(const Compiled& compiled, std::size_t limit, FacetCounter* facets) = 0;
  /// Of `candidates`, with all words, those that hold the query's words next to each other, as
  /// typed, in their order, the first `limit`.
  virtual std::vector<Candidate> with_phrase(const std::vector<Candidate>& candidates,
                                             std::size_t limit) = 0;
  /// Says what candidates hold.
  virtual Holders& holders() = 0;
};

class XapianFinder : public Finder {
 public:
  explicit XapianFinder(const Xapian::Database& database)
      : database_(database), holders_(database) {}
  Found best(const Compiled& compiled, std::size_t limit, FacetCounter* facets) override;
  std::vector<Candidate> with_phrase(const std::vector<Candidate>& candidates,
                                     std::size_t limit) override;
  Holders& holders() override { return holders_; }

 private:
  Xapian::Database database_;
  DatabaseHolders holders_;
  QueryTree query_;
  std::vector<QueryWord> words_;
};

class ListFinder : public Finder {
 public:
  /// Of the lexicon's database; it must outlive this.
  explicit ListFinder(Lexicon& lexicon) : tables_(lexicon.tables()), evaluator_(lexicon) {}
  Found best(const Compiled& compiled, std::size_t limit, FacetCounter* facets) override;
  std::vector<Candidate> with_phrase(const std::vector<Candidate>& candidates,
                                     std::size_t limit) override;
  Holders& holders() override { return evaluator_.lists(); }

 private:
  IndexTables& tables_;
  Evaluator evaluator_;
  std::vector<QueryWord> words_;
};

/// The first `limit` articles by weight, then, of the best, by what rank.h says of them.
Found find_ranked(Finder& finder, IndexTables& tables, TitleSizes& title_sizes,
                  const Compiled& compiled, std::size_t limit, FacetCounter* facets);

/// The first `limit` articles in any other order; Xapian finds them.
Found find_sorted(const Xapian::Database& database, const QueryTree& query, Sort sort,
                  std::size_t limit, FacetCounter* facets);

}  // namespace kb
