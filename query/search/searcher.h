// An open index that answers.
//
// Each thread opens its own Searcher: Xapian objects are not shared. Opening costs well under a
// millisecond; a Searcher goes on seeing the index it opened when a new one is published.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/index_folder.h"
#include "indexer/schema/record.h"
#include "parser/result.h"
#include "query/codes/error_lookup.h"
#include "query/browse/file_history.h"
#include "query/search/rank.h"
#include "query/search/snippet.h"
#include "query/language/syntax.h"
#include "query/triage/triage.h"

namespace kb {

enum class Sort { kRelevance, kNewest, kOldest, kId };
enum class Facets { kNone, kCounted };

class FacetCounter;
class TitleSizes;
class Lexicon;
class Marker;
class FacetTable;
class Finder;
struct Found;

struct SearchRequest {
  std::string query;
  std::size_t limit = 10;
  std::size_t offset = 0;
  Sort sort = Sort::kRelevance;
  Facets facets = Facets::kNone;
  std::string on{};  ///< machine profile (profile.h): these articles are preferred; may be empty
  bool why = false;  ///< say for each hit what it was found by (why.h)
};

/// A part of the query, and what it adds to the weight of a hit.
struct Contribution {
  std::string part;
  double weight = 0;
};

struct SearchHit {
  std::size_t rank = 0;  ///< 1 is the first of all, whatever the offset
  std::string id;        ///< empty for an article without one
  std::string title;
  double score = 0;
  Snippet snippet;
  std::vector<std::string> products;
  std::optional<std::string> last_modified;
  std::vector<std::string> matched;  ///< identifiers and words of the query it holds
  std::vector<Contribution> why;     ///< if asked for; in the order of the query, then the rest
  std::optional<std::string> fixed;  ///< with a profile: what it says of the releases one has
  std::string source;
};

struct FacetCount {
  std::string value;
  std::uint64_t count;
};

struct SearchAnswer {
  std::string query;
  std::string understood;
  std::vector<std::string> remarks;
  std::uint64_t total = 0;  ///< exact
  std::size_t offset = 0;
  double took_ms = 0;
  std::optional<std::string> did_you_mean;  ///< spelling.h
  bool corrected = false;  ///< this is the answer to did_you_mean; a remark says so
  std::vector<SearchHit> hits;
  std::map<std::string, std::vector<FacetCount>> facets;  ///< most frequent values first
};

/// An article of the index, or what others say of one it does not hold.
struct Citation {
  std::string id;
  std::string title;
};
struct Ghost {
  std::string id;
  std::optional<std::string> title;  ///< as most citing articles print it
  std::vector<Citation> cited_by;    ///< in the order of their numbers
};

class Searcher {
 public:
  /// With Opening::kTables for search(), decode_codes(), articles() and ghost() alone: if the index
  /// is replaced meanwhile, all else may say that it is damaged.
  static Result<Searcher> open(const std::string& folder, Opening opening = Opening::kWhole);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  /// Ranked search; only a damaged index is an error. An empty query gives an empty answer. Words
  /// that no article holds are searched as what was probably meant, and all are if nothing is found
  /// as typed; a remark says so.
  Result<SearchAnswer> search(const SearchRequest& request) const;

  /// Every stage of understanding `query`: tokens, tree, Xapian query, remarks; for people.
  Result<std::string> explain(const std::string& query) const;

  /// The stored articles of `id` (canonical): none, one, or several that claim the same number.
  Result<std::vector<StoredRecord>> articles(const std::string& id) const;

  /// The stored articles of a source path, for those without a number.
  Result<std::vector<StoredRecord>> articles_of_source(const std::string& source) const;

  /// What the articles that cite `id` say of it; null if none does.
  Result<std::optional<Ghost>> ghost(const std::string& id) const;

  /// The versions of a file (a name or path, any case) in the tables of all articles.
  Result<FileHistory> file_history(const std::string& name) const;

  /// Every reading of an error code, what is known of it, and the articles about it.
  Result<ErrorAnswer> explain_code(const ErrorRequest& request) const;

  /// One line for each of the first codes of a query that a table or the knowledge base knows.
  Result<std::vector<std::string>> decode_codes(const std::string& query) const;

  /// The articles for a pasted text or log, `limit` of them for all of it.
  Result<TriageAnswer> triage(TriageText text, std::size_t limit) const;

  const IndexInfo& info() const { return index_.info; }
  const Xapian::Database& database() const;

 private:
  Searcher(OpenIndex index, std::string folder);

  Result<SearchAnswer> search_as_typed(const SearchRequest& request) const;
  Result<SearchAnswer> search_again(const SearchRequest& request) const;
  /// Throws Xapian::NetworkError if a server stops answering, Xapian::DatabaseOpeningError if the
  /// index has been replaced.
  Result<SearchAnswer> search_once(const SearchRequest& request) const;
  Finder& finder() const;
  Found find(const Compiled& compiled, const SearchRequest& request, FacetCounter* facets) const;
  SearchHit make_hit(const Candidate& candidate, const Marker& marker) const;
  void add_matched(const std::vector<Wanted>& wanted, const std::vector<Candidate>& candidates,
                   std::vector<SearchHit>& hits) const;
  std::vector<Xapian::docid> documents_with(const std::string& term) const;
  Result<std::vector<StoredRecord>> articles_with(const std::string& term) const;
  std::vector<std::string> nearest_files(const std::string& name) const;

  OpenIndex index_;
  std::string folder_;
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<TitleSizes> title_sizes_;
  mutable std::unique_ptr<Finder> finder_;           // made by the first search
  mutable std::shared_ptr<FacetTable> facet_table_;  // made by the first large answer with facets
};

}  // namespace kb
