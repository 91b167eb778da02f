// The order of articles of equal weight: by number, then as the index has them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/index_tables.h"

namespace kb {

/// Reads the numbers of the articles it is asked for; of all, once it was asked for many. Belongs
/// to one thread, as the Searcher that owns it. All calls throw only the Xapian::Error of a damaged
/// database.
class ArticleOrder {
 public:
  /// `tables` must outlive it.
  explicit ArticleOrder(IndexTables& tables) : tables_(tables) {}

  /// Makes ready to compare these, in whatever order they come: numbers lie side by side in the
  /// order of the documents, and are read in one pass.
  void read(std::vector<Xapian::docid> documents);

  /// Were all read?
  bool known() const { return known_; }

  /// Does `a` come before `b`? Both were read.
  bool before(Xapian::docid a, Xapian::docid b) const {
    if (known_) return places_.empty() ? a < b : places_[a] < places_[b];
    const int order = numbers_.at(a).compare(numbers_.at(b));
    return order != 0 ? order < 0 : a < b;
  }

 private:
  void read_all();

  IndexTables& tables_;
  std::unordered_map<Xapian::docid, std::string> numbers_;  // of those that were read
  bool known_ = false;                                      // the order of all
  std::vector<std::uint32_t> places_;  // by document; empty if documents are in order themselves
};

}  // namespace kb
