#include "query/best.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kb {
namespace {

constexpr double kMargin = 2e-6;     // more than rounding makes of a weight
constexpr std::size_t kMore = 1024;  // kept beyond the limit, at least

bool heavier(const Candidate& a, const Candidate& b) { return a.weight > b.weight; }

template <typename It>
std::vector<Xapian::docid> documents_of(It begin, It end) {
  std::vector<Xapian::docid> documents;
  for (; begin != end; ++begin) documents.push_back(begin->document);
  return documents;
}

}  // namespace

double rounded_weight(double weight) { return std::round(weight * 1e6) / 1e6; }

Best::Best(std::size_t limit, ArticleOrder& order)
    : limit_(limit),
      order_(order),
      least_(limit == 0 ? std::numeric_limits<double>::infinity()
                        : -std::numeric_limits<double>::infinity()) {}

void Best::keep(Xapian::docid document, double weight) {
  const Candidate candidate{document, rounded_weight(weight)};
  const bool equal = last_ && candidate.weight == last_->weight;
  if (equal && order_.known() && order_.before(last_->document, document)) return;
  all_.push_back(candidate);
  if (all_.size() >= 2 * limit_ + kMore) shrink();
}

/// Lets go what can't be among the best any more.
void Best::shrink() {
  if (all_.size() <= limit_) return;
  const auto limit = all_.begin() + std::ptrdiff_t(limit_);
  std::nth_element(all_.begin(), limit - 1, all_.end(), heavier);
  const double least = (limit - 1)->weight;
  least_ = least - kMargin;
  // Of those that weigh as much as the last, only some may stay.
  const auto more = [&](const Candidate& candidate) { return candidate.weight > least; };
  const auto as_much = [&](const Candidate& candidate) { return candidate.weight >= least; };
  const auto equal = std::partition(all_.begin(), all_.end(), more);
  const auto equal_end = std::partition(equal, all_.end(), as_much);
  if (equal_end > limit) {
    order_.read(documents_of(equal, equal_end));
    std::nth_element(equal, limit - 1, equal_end, [this](const Candidate& a, const Candidate& b) {
      return order_.before(a.document, b.document);
    });
    last_ = *(limit - 1);
  } else {
    last_.reset();
  }
  all_.resize(limit_);
}

std::vector<Candidate> Best::take() {
  shrink();
  std::sort(all_.begin(), all_.end(), heavier);
  std::vector<Xapian::docid> equal;
  for (std::size_t i = 1; i < all_.size(); ++i) {
    if (all_[i].weight != all_[i - 1].weight) continue;
    equal.push_back(all_[i - 1].document);
    equal.push_back(all_[i].document);
  }
  if (equal.empty()) return std::move(all_);
  order_.read(std::move(equal));
  std::sort(all_.begin(), all_.end(), [this](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : order_.before(a.document, b.document);
  });
  return std::move(all_);
}

}  // namespace kb
