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

#include "query/compile/compile.h"

namespace kb {

/// One place in a text where something wanted stands.
struct MarkedPlace {
  std::size_t begin;  ///< byte range
  std::size_t end;
  std::size_t what;  ///< index into what was wanted

  bool operator==(const MarkedPlace&) const = default;
};

/// Made once for a query and asked for many texts. Most of a text is none of it, so words are read
/// only between blanks where something begins with the same three characters as something wanted.
class Marker {
 public:
  explicit Marker(const std::vector<Wanted>& wanted);

  /// In order; of what has the same word, the first in `wanted`.
  std::vector<MarkedPlace> find(std::string_view text) const;
  /// The same as of fold_blanks(text), which is not made.
  std::vector<MarkedPlace> find_folded(std::string_view text) const;

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
  static constexpr std::size_t kClasses = 32;  // of characters; 0 is neither a letter nor a digit

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
  std::vector<std::pair<std::string, std::size_t>> starts_;      // of wildcards
  std::bitset<kClasses * kClasses * kClasses> starts_of_words_;  // three classes that begin one
  std::vector<bool> exact_;
};

}  // namespace kb
