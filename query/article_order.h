// The order of articles of equal weight: by number, then as the index has them.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

namespace kb {

class ArticleOrder {
 public:
  /// Reads the numbers of all articles. Throws only the Xapian::Error of a damaged database.
  explicit ArticleOrder(const Xapian::Database& database);

  /// The place of a document, comparable with those of others.
  std::uint32_t place(Xapian::docid document) const {
    return places_.empty() ? document : places_[document];
  }

 private:
  std::vector<std::uint32_t> places_;  // by document; empty if documents are in order themselves
};

}  // namespace kb
