// The titles of articles and how long they are, read once each: ranking looks at those of a hundred
// candidates for every search, and to take a title out of the stored record costs more than all
// else that it looks at.
//
// Belongs to one thread, as the Searcher that owns it.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kb {

/// A word as a number, equal for equal words.
using WordHash = std::size_t;
inline WordHash hash_of(std::string_view word) { return std::hash<std::string_view>()(word); }

struct Heading {
  struct Word {
    WordHash hash;
    bool stop;
  };
  std::vector<Word> words;  ///< of the title, in order, without whole compounds
  double length = 0;        ///< ln of the article's length in words
};

class Headings {
 public:
  /// So many are kept, about 0.3 KB each; then all are forgotten.
  static constexpr std::size_t kMost = 200'000;

  explicit Headings(Xapian::Database database) : database_(std::move(database)) {}

  /// Valid until the next call. Without words if the record can't be read. Throws Xapian::Error.
  const Heading& of(Xapian::docid document);

  std::size_t size() const { return known_.size(); }

 private:
  Xapian::Database database_;
  std::unordered_map<Xapian::docid, Heading> known_;
};

}  // namespace kb
