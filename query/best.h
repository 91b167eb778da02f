// The best of many documents by weight.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "query/article_order.h"
#include "query/search/evidence.h"

namespace kb {

/// To a millionth: weights are sums, each way of finding adds them up in an order of its own, and
/// equal ones differ in their last bits.
double rounded_weight(double weight);

/// Weights are rounded; equal ones are ordered by `order`, which must outlive this.
class Best {
 public:
  Best(std::size_t limit, ArticleOrder& order);

  void offer(Xapian::docid document, double weight) {
    if (weight >= least_) keep(document, weight);
  }

  /// The best `limit` of those offered, or all, in order.
  std::vector<Candidate> take();

 private:
  void keep(Xapian::docid document, double weight);
  void shrink();

  std::size_t limit_;
  ArticleOrder& order_;
  std::optional<Candidate> last_;  // of the best so far, if others weigh as much
  double least_;                   // what weighs less is none of the best
  std::vector<Candidate> all_;
};

}  // namespace kb
