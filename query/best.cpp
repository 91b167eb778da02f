#include "query/best.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kb {
namespace {

constexpr double kMargin = 2e-6;  // more than rounding makes of a weight

double rounded(double weight) { return std::round(weight * 1e6) / 1e6; }

}  // namespace

/// Lets go what can't be among the best any more.
void Best::shrink() {
  if (limit_ == 0) {
    all_.clear();
    least_ = std::numeric_limits<double>::infinity();
    return;
  }
  if (all_.size() <= limit_) return;
  const auto last = all_.begin() + std::ptrdiff_t(limit_ - 1);
  std::nth_element(all_.begin(), last, all_.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  least_ = last->weight - kMargin;
  all_.erase(std::remove_if(all_.begin(), all_.end(),
                            [&](const Candidate& one) { return one.weight < least_; }),
             all_.end());
  most_ = std::max(most_, 2 * all_.size());  // so many weigh the same
}

std::vector<Candidate> Best::take() {
  shrink();
  for (Candidate& one : all_) one.weight = rounded(one.weight);
  return std::move(all_);
}

}  // namespace kb
