// The best of many documents by weight.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <utility>
#include <vector>

#include "query/evidence.h"

namespace kb {

class Best {
 public:
  explicit Best(std::size_t limit) : limit_(limit), most_(2 * limit + 1024) {}

  void offer(Xapian::docid document, double weight) {
    if (weight < least_) return;
    all_.push_back({document, weight});
    if (all_.size() >= most_) shrink();
  }

  /// At least the best `limit`, if so many were offered, and all that weigh as much as the last of
  /// them, in no order. Weights are rounded to a millionth: they are sums in an order of one's own,
  /// so equal ones differ in their last bits.
  std::vector<Candidate> take();

 private:
  void shrink();

  std::size_t limit_;
  std::size_t most_;
  double least_ = -1;
  std::vector<Candidate> all_;
};

}  // namespace kb
