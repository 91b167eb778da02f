// Weights as Xapian 1.4 gives them with search_weighting(): BM25 without a share for the query's
// length or relevance feedback.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace kb {

class Lexicon;
struct QueryTree;

// The parameters of search_weighting(); k2 is 0, and k3 = 1 is for terms that stand several times.
inline constexpr double kK1 = 1.2;
inline constexpr double kB = 0.5;

/// What an index of texts is, for weights.
struct TextStatistics {
  double articles = 0;
  double average_length = 0;
};

/// What the length of an article adds to how often it holds a term, before that saturates.
class LengthPart {
 public:
  explicit LengthPart(const TextStatistics& statistics)
      : factor_(statistics.average_length > 0 ? 1 / statistics.average_length : 0) {}

  /// Of an article of `length` words.
  double of(double length) const {
    return kK1 * (std::max(length * factor_, kShortest) * kB + (1 - kB));
  }

 private:
  static constexpr double kShortest = 0.5;  // as a share of the average, like Xapian's
  double factor_;
};

/// The same, of most lengths from a table.
class LengthParts {
 public:
  explicit LengthParts(const TextStatistics& statistics);

  double of(std::uint32_t length) const {
    return length < parts_.size() ? parts_[length] : part_.of(length);
  }

 private:
  static constexpr std::size_t kMost = 2048;  // few articles are longer

  LengthPart part_;
  std::array<double, kMost> parts_;
};

/// The weights one term, or a set of terms as one, gives.
class TermWeight {
 public:
  /// `found` articles hold it.
  TermWeight(const TextStatistics& statistics, double found);

  /// Of an article that holds it `times`; `part` is what its length adds.
  double of(double times, double part) const { return weight_ * (times / (part + times)); }
  TermWeight scaled(double factor) const {
    TermWeight scaled = *this;
    scaled.weight_ *= factor;
    return scaled;
  }

 private:
  double weight_;
};

/// How many articles hold any of the terms of a query, as Xapian estimates it to weigh an
/// OP_SYNONYM: as if they stood independently of each other, rounded at each branch of its tree.
/// `query` is_terms_only().
Xapian::doccount estimated_frequency(const QueryTree& query, Lexicon& lexicon);

}  // namespace kb
