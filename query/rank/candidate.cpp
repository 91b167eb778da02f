#include "query/rank/candidate.h"

#include <algorithm>
#include <numeric>

#include "query/compile/held_terms.h"

namespace kb {

CandidateOrder::CandidateOrder(std::span<const Candidate> candidates) : order_(candidates.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t(0));
  std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].document < candidates[b].document;
  });
  documents_.reserve(order_.size());
  for (const std::size_t i : order_) documents_.push_back(candidates[i].document);
}

std::vector<bool> CandidateOrder::holders_of(const Xapian::Database& database,
                                             const std::vector<std::string>& terms) const {
  const std::vector<bool> held = kb::holders_of(database, terms, documents_);
  std::vector<bool> by_candidate(held.size());
  for (std::size_t i = 0; i < held.size(); ++i) by_candidate[order_[i]] = held[i];
  return by_candidate;
}

}  // namespace kb
