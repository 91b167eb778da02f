// The marker finds the words of a query in a text, for snippets.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/compile/compile.h"

namespace kb {

/// A place in a text where a wanted word stands.
struct MarkedPlace {
  std::size_t begin;  ///< byte range
  std::size_t end;
  std::size_t what;  ///< index into `wanted`

  bool operator==(const MarkedPlace&) const = default;
};

/// A Marker is made once for a query and used for many texts. Most text cannot match, so only
/// pieces between blanks in which a word starts with the first three characters of a wanted one are
/// split into words.
class Marker {
 public:
  explicit Marker(const std::vector<Wanted>& wanted);

  /// Returns the places in order. A word of several entries is marked as the first in `wanted`.
  std::vector<MarkedPlace> find(std::string_view text) const;
  /// Returns the places in fold_blanks(text), without making that text.
  std::vector<MarkedPlace> find_folded(std::string_view text) const;

  /// Returns the number of entries of `wanted`.
  std::size_t size() const { return exact_.size(); }
  /// An identifier counts more than a word.
  double weight(std::size_t what) const { return exact_[what] ? 4.0 : 1.0; }
  /// Returns the sum of the weights of all entries.
  double weight_of_all() const {
    double sum = 0;
    for (std::size_t what = 0; what < size(); ++what) sum += weight(what);
    return sum;
  }

 private:
  static constexpr std::size_t kClasses = 32;  // classes of characters; 0: no letter or digit

  static std::size_t class_at(std::string_view text, std::size_t i);
  static std::size_t start_of(std::size_t first, std::size_t second, std::size_t third) {
    return (first * kClasses + second) * kClasses + third;
  }
  void note_start(std::string_view word);
  template <typename See>
  void for_each_piece(std::string_view text, See see) const;
  void read_piece(std::string_view piece, std::size_t at, std::vector<MarkedPlace>& out) const;
  std::optional<std::size_t> match(std::string_view word) const;

  std::unordered_map<std::string, std::size_t> words_;
  std::vector<std::pair<std::string, std::size_t>> starts_;      // beginnings, of wildcards
  std::bitset<kClasses * kClasses * kClasses> starts_of_words_;  // at start_of() three classes
  std::vector<bool> exact_;
};

}  // namespace kb
