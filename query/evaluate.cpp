#include "query/evaluate.h"

#include <algorithm>
#include <utility>

#include "indexer/schema.h"

namespace kb {

Evaluator::Outcome Evaluator::run(const Xapian::Query& query, std::size_t limit, Lists lists,
                                  std::size_t limit_in_all, bool with_documents) {
  Outcome out;
  if (query.empty()) return out;
  std::sort(lists.begin(), lists.end(),
            [](const auto& a, const auto& b) { return a->documents.size() < b->documents.size(); });
  const Plan plan = plan_of(query, lists_, lexicon_);
  Best best(limit);
  Best in_all(limit_in_all);
  const Xapian::docid last = lists_.database().get_lastdocid();
  for (Xapian::docid first = 0; first <= last; first += Window::kSize) {
    window_.start(first);
    reader_.fill(plan, window_);
    window_.for_each([&](Xapian::docid i) {
      ++out.total;
      best.offer(first + i, window_.weight(i));
      if (with_documents) out.documents.push_back(first + i);
    });
    if (lists.empty()) continue;
    for (const auto& list : lists) keep_listed(*list, window_);
    window_.for_each([&](Xapian::docid i) { in_all.offer(first + i, window_.weight(i)); });
  }
  out.best = in_order(std::move(best), limit);
  out.in_all = in_order(std::move(in_all), limit_in_all);
  return out;
}

std::vector<Candidate> Evaluator::in_order(Best best, std::size_t limit) {
  std::vector<Candidate> out = best.take();
  order_ties(out, limit);
  out.resize(std::min(out.size(), limit));
  return out;
}

/// Sorts by weight, equal ones by number, then by document; the first `limit` at least.
void Evaluator::order_ties(std::vector<Candidate>& candidates, std::size_t limit) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.document < b.document;
  });
  for (auto from = candidates.begin();
       from != candidates.end() && std::size_t(from - candidates.begin()) < limit;) {
    const auto to = std::find_if(from, candidates.end(), [&](const Candidate& other) {
      return other.weight != from->weight;
    });
    if (to - from > 1) {
      std::vector<Xapian::docid> tied;
      for (auto it = from; it != to; ++it) tied.push_back(it->document);
      const std::vector<std::string> numbers = numbers_of(tied);
      std::vector<std::size_t> order(tied.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return numbers[a] < numbers[b]; });
      for (std::size_t i = 0; i < order.size(); ++i) {
        (from + std::ptrdiff_t(i))->document = tied[order[i]];
      }
    }
    from = to;
  }
}

/// The numbers of articles, which are in order.
std::vector<std::string> Evaluator::numbers_of(const std::vector<Xapian::docid>& documents) {
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  std::vector<std::string> out;
  out.reserve(documents.size());
  numbers_asked_ += documents.size();
  const bool many = numbers_asked_ > lists_.database().get_doccount() / 8;
  if (many && numbers_.empty()) {
    numbers_.resize(lists_.database().get_lastdocid() + 1);
    const auto end = lists_.database().valuestream_end(slot);
    for (auto it = lists_.database().valuestream_begin(slot); it != end; ++it) {
      numbers_[it.get_docid()] = *it;
    }
  }
  if (!numbers_.empty()) {
    for (const Xapian::docid document : documents) out.push_back(numbers_[document]);
    return out;
  }
  auto value = lists_.database().valuestream_begin(slot);
  const auto end = lists_.database().valuestream_end(slot);
  for (const Xapian::docid document : documents) {
    if (value != end) value.skip_to(document);
    const bool has = value != end && value.get_docid() == document;
    out.push_back(has ? *value : std::string());
  }
  return out;
}

}  // namespace kb
