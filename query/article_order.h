// The order of articles of equal weight: by number, then as the index has them.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kb {

/// Reads the numbers of the articles it is asked for; of all, once it was asked often. Belongs to
/// one thread, as the Searcher that owns it.
class ArticleOrder {
 public:
  explicit ArticleOrder(Xapian::Database database) : database_(std::move(database)) {}

  /// Does `a` come before `b`? Throws only the Xapian::Error of a damaged database.
  bool before(Xapian::docid a, Xapian::docid b) {
    if (!known_) return asked_before(a, b);
    return places_.empty() ? a < b : places_[a] < places_[b];
  }

 private:
  bool asked_before(Xapian::docid a, Xapian::docid b);
  void read_all();

  Xapian::Database database_;
  std::size_t asked_ = 0;
  bool known_ = false;                 // the order of all
  std::vector<std::uint32_t> places_;  // by document; empty if documents are in order themselves
};

}  // namespace kb
