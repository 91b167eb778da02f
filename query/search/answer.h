// The request and the answer of a search.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/snippet/snippet.h"

namespace kb {

enum class Sort { kRelevance, kNewest, kOldest, kId };

/// What is counted over all articles found; the rest only over the first kExactTotal.
enum class Counting {
  kFew,     ///< nothing: a large total is reported as "at least"
  kTotal,   ///< the articles
  kFacets,  ///< the articles, and how many of them have each value of each facet
};

/// A total up to this one is exact; counting on would keep the matcher from stopping early.
inline constexpr std::uint64_t kExactTotal = 1000;

struct SearchRequest {
  std::string query;
  std::size_t limit = 10;
  std::size_t offset = 0;
  Sort sort = Sort::kRelevance;
  Counting counting = Counting::kFew;
  std::string on{};  ///< machine profile (profile.h), whose articles are preferred; may be empty
  bool why = false;  ///< fill in SearchHit::why (why.h)
};

/// A part of the query and the weight it adds to a hit.
struct Contribution {
  std::string part;
  double weight = 0;
};

struct SearchHit {
  std::size_t rank = 0;  ///< counts from 1 at the first of all, whatever the offset
  std::string id;        ///< empty for an article without one
  std::string title;
  double score = 0;
  Snippet snippet;
  std::vector<std::string> products;
  std::optional<std::string> last_modified;
  std::vector<std::string> matched;  ///< identifiers and words of the query it contains
  std::vector<Contribution> why;     ///< if asked for; in the order of the query
  std::optional<std::string> fixed;  ///< fixed_on(); set only with a profile
  std::string source;
};

struct FacetCount {
  std::string value;
  std::uint64_t count;
};

/// Behind it a remark on misspelt words has the command that searches for them as typed.
inline constexpr std::string_view kAsTypedBy = "; as typed: ";

struct SearchAnswer {
  std::string query;
  std::string understood;
  std::vector<std::string> remarks;
  /// The number of articles found; kExactTotal + 1 if it is not exact and there are more.
  std::uint64_t total = 0;
  bool total_is_exact = true;
  std::size_t offset = 0;
  double took_ms = 0;
  std::optional<std::string> did_you_mean;  ///< spelling.h
  bool corrected = false;                   ///< did_you_mean was searched for; a remark says so
  std::optional<std::string> as_typed;      ///< the query that searches for misspelt words as typed
  std::vector<SearchHit> hits;
  std::map<std::string, std::vector<FacetCount>> facets;  ///< most frequent values first
};

}  // namespace kb
