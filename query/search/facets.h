// Facets count the values of the articles found: product, operating system, year ...
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "query/search/answer.h"

namespace kb {

/// Watches a match and counts the values of every document found. It must live as long as the
/// Enquire that it watches, or until the Enquire's spies are cleared.
class FacetCounter {
 public:
  FacetCounter();

  void watch(Xapian::Enquire& enquire);

  /// Returns the counts by facet name, the most frequent values first, then by name. An article
  /// that has several values of a facet counts once for each.
  std::map<std::string, std::vector<FacetCount>> counts() const;

 private:
  Xapian::ValueCountMatchSpy spy_;
};

/// Returns the first values of a facet with their counts: `Microsoft Exchange (12), Windows (3)`.
std::string most_frequent(const std::vector<FacetCount>& counts);

}  // namespace kb
