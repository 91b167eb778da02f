#include "query/evaluate.h"

#include <algorithm>
#include <utility>

namespace kb {
namespace {

/// Looks, window by window, for documents that stand in all of some lists.
class Joint {
 public:
  explicit Joint(Evaluator::Lists lists) : lists_(std::move(lists)) {
    std::sort(lists_.begin(), lists_.end(),
              [](const auto& a, const auto& b) { return a->size() < b->size(); });
    for (const auto& list : lists_) seekers_.emplace_back(*list);
  }

  /// Calls `see(i)` for those that the window holds, in order; none if there are no lists.
  template <typename See>
  void for_each(const Window& window, See see) {
    if (lists_.empty()) return;
    const Postings& fewest = *lists_[0];
    const Postings::Range range = fewest.stretch(window.first() / Window::kSize);
    for (std::size_t at = range.begin; at < range.end; ++at) {
      const Xapian::docid i = fewest.place(at);
      if (!window.holds(i)) continue;
      const bool in_all =
          std::all_of(seekers_.begin() + 1, seekers_.end(),
                      [&](PostingSeeker& seeker) { return seeker.holds(window.first() + i); });
      if (in_all) see(i);
    }
  }

 private:
  Evaluator::Lists lists_;
  std::vector<PostingSeeker> seekers_;
};

}  // namespace

Evaluator::Outcome Evaluator::run(const QueryTree& query, std::size_t limit, Lists lists,
                                  std::size_t limit_in_all, bool with_documents) {
  Outcome out;
  if (query.empty()) return out;
  const Plan plan = plan_of(query, lists_, lexicon_);
  Joint joint(std::move(lists));
  Best best(limit, order_);
  Best in_all(limit_in_all, order_);
  const Xapian::docid last = lists_.last_document();
  for (Xapian::docid first = 0; first <= last; first += Window::kSize) {
    window_.start(first);
    reader_.fill(plan, window_);
    joint.for_each(window_, [&](Xapian::docid i) { in_all.offer(first + i, window_.weight(i)); });
    out.total += window_.marks().count();
    if (with_documents) {
      window_.marks().for_each([&](Xapian::docid i) { out.documents.push_back(first + i); });
    }
    window_.drain([&](Xapian::docid i, double weight) { best.offer(first + i, weight); });
  }
  out.best = best.take();
  out.in_all = in_all.take();
  return out;
}

}  // namespace kb
