// Counts of the values that the articles of an answer have: product, operating system, year ...
#pragma once

#include <xapian.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kb {

struct FacetCount;

/// Watches a search and counts afterwards. Lives as long as the Enquire it watches.
class FacetCounter {
 public:
  FacetCounter();
  ~FacetCounter();
  FacetCounter(const FacetCounter&) = delete;
  FacetCounter& operator=(const FacetCounter&) = delete;

  void watch(Xapian::Enquire& enquire);

  /// By facet name; each facet's values most frequent first, then by name. Values an article has
  /// several of count once each.
  std::map<std::string, std::vector<FacetCount>> counts() const;

 private:
  struct Spies;
  std::unique_ptr<Spies> spies_;
};

}  // namespace kb
