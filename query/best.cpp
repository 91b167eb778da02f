#include "query/best.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kb {
namespace {

constexpr double kMargin = 2e-6;     // more than rounding makes of a weight
constexpr std::size_t kMore = 1024;  // kept beyond the limit, at least

}  // namespace

double rounded_weight(double weight) { return std::round(weight * 1e6) / 1e6; }

Best::Best(std::size_t limit, ArticleOrder& order)
    : limit_(limit),
      order_(order),
      least_(limit == 0 ? std::numeric_limits<double>::infinity()
                        : -std::numeric_limits<double>::infinity()) {}

bool Best::comes_first(const Candidate& a, const Candidate& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  return order_.before(a.document, b.document);
}

void Best::keep(Xapian::docid document, double weight) {
  all_.push_back({document, rounded_weight(weight)});
  if (all_.size() >= 2 * limit_ + kMore) shrink();
}

/// Lets go what can't be among the best any more.
void Best::shrink() {
  if (all_.size() <= limit_) return;
  const auto last = all_.begin() + std::ptrdiff_t(limit_ - 1);
  std::nth_element(all_.begin(), last, all_.end(),
                   [this](const Candidate& a, const Candidate& b) { return comes_first(a, b); });
  least_ = last->weight - kMargin;
  all_.resize(limit_);
}

std::vector<Candidate> Best::take() {
  shrink();
  std::sort(all_.begin(), all_.end(),
            [this](const Candidate& a, const Candidate& b) { return comes_first(a, b); });
  return std::move(all_);
}

}  // namespace kb
