// Where in a text stands what was searched for.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/compile.h"

namespace kb {

/// One place in a text where something wanted stands.
struct MarkedPlace {
  std::size_t begin;  ///< byte range
  std::size_t end;
  std::size_t what;  ///< index into what was wanted
};

/// Made once for a query and asked for many texts. Most of a text is none of it, so words are read
/// only between blanks where something begins with the same two characters as something wanted.
class Marker {
 public:
  explicit Marker(const std::vector<Wanted>& wanted);

  /// In order; of what has the same word, the first in `wanted`.
  std::vector<MarkedPlace> find(std::string_view text) const;

  /// How many things are wanted.
  std::size_t size() const { return exact_.size(); }
  /// An identifier counts more than a word.
  double weight(std::size_t what) const { return exact_[what] ? 4.0 : 1.0; }
  /// Of everything, each once.
  double weight_of_all() const {
    double sum = 0;
    for (std::size_t what = 0; what < size(); ++what) sum += weight(what);
    return sum;
  }

 private:
  void note_start(std::string_view word);
  bool may_hold(std::string_view piece) const;
  std::optional<std::size_t> match(std::string_view word) const;

  std::unordered_map<std::string, std::size_t> words_;
  std::vector<std::pair<std::string, std::size_t>> starts_;  // of wildcards
  std::bitset<65536> pairs_;                                 // of characters that begin something
  std::vector<bool> exact_;
};

}  // namespace kb
