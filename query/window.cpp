#include "query/window.h"

#include <algorithm>

namespace kb {
namespace {

struct Stretch {
  std::size_t begin;
  std::size_t end;
};

/// The part of a list that lies in the window.
Stretch stretch_of(const Postings& list, const Window& window) {
  const auto begin = list.documents.begin();
  const auto end = list.documents.end();
  const auto from = std::lower_bound(begin, end, window.first());
  const auto to = std::lower_bound(from, end, window.first() + Window::kSize);
  return {std::size_t(from - begin), std::size_t(to - begin)};
}

/// Calls `see(i, weight)` for each document of the list in the window, `i` from its first.
template <typename See>
void for_each_weight(const Plan& plan, double factor, const std::vector<double>& parts,
                     const Window& window, See see) {
  const Postings& list = *plan.list;
  const Stretch stretch = stretch_of(list, window);
  const Xapian::docid first = window.first();
  const double constant = factor * plan.constant;
  if (factor != 0 && plan.weight) {
    const TermWeight weight = *plan.weight;
    for (std::size_t at = stretch.begin; at < stretch.end; ++at) {
      const Xapian::docid document = list.documents[at];
      see(document - first, constant + factor * weight.of(list.times[at], parts[document]));
    }
  } else if (factor != 0 && !list.weights.empty()) {
    for (std::size_t at = stretch.begin; at < stretch.end; ++at) {
      see(list.documents[at] - first, constant + factor * list.weights[at]);
    }
  } else {
    for (std::size_t at = stretch.begin; at < stretch.end; ++at) {
      see(list.documents[at] - first, constant);
    }
  }
}

}  // namespace

void Window::start(Xapian::docid first) {
  first_ = first;
  for_each([&](Xapian::docid i) { weights_[i] = 0; });
  std::fill(bits_.begin(), bits_.end(), 0);
}

bool Window::empty() const {
  return std::all_of(bits_.begin(), bits_.end(), [](std::uint64_t bits) { return bits == 0; });
}

std::size_t Window::count() const {
  std::size_t sum = 0;
  for (const std::uint64_t bits : bits_) sum += std::size_t(__builtin_popcountll(bits));
  return sum;
}

void Window::merge(const Window& other) {
  other.for_each([&](Xapian::docid i) { add(i, other.weights_[i]); });
}

void Window::add_weights_of(const Window& other) {
  for_each([&](Xapian::docid i) { weights_[i] += other.weights_[i]; });
}

void Window::drop(std::size_t block, std::uint64_t bits) {
  bits_[block] &= ~bits;
  for (; bits != 0; bits &= bits - 1) {
    weights_[block * 64 + std::size_t(__builtin_ctzll(bits))] = 0;
  }
}

void Window::keep(const Window& other) {
  for (std::size_t block = 0; block < bits_.size(); ++block) {
    drop(block, bits_[block] & ~other.bits_[block]);
  }
  add_weights_of(other);
}

void Window::remove(const Window& other) {
  for (std::size_t block = 0; block < bits_.size(); ++block) {
    drop(block, bits_[block] & other.bits_[block]);
  }
}

void Window::keep_either(const Window& other) {
  for (std::size_t block = 0; block < bits_.size(); ++block) {
    const std::uint64_t fresh = other.bits_[block] & ~bits_[block];
    drop(block, bits_[block] & other.bits_[block]);
    for (std::uint64_t bits = fresh; bits != 0; bits &= bits - 1) {
      const auto i = Xapian::docid(block * 64) + Xapian::docid(__builtin_ctzll(bits));
      add(i, other.weights_[i]);
    }
  }
}

/// A window for a part of a plan, given back at the end.
class PlanReader::Spare {
 public:
  Spare(PlanReader& reader, const Window& like) : reader_(reader) {
    if (reader_.spares_.empty()) reader_.spares_.push_back(std::make_unique<Window>());
    window_ = std::move(reader_.spares_.back());
    reader_.spares_.pop_back();
    window_->start(like.first());
  }
  ~Spare() { reader_.spares_.push_back(std::move(window_)); }
  Spare(const Spare&) = delete;
  Spare& operator=(const Spare&) = delete;

  Window& operator*() { return *window_; }

 private:
  PlanReader& reader_;
  std::unique_ptr<Window> window_;
};

void PlanReader::fill(const Plan& plan, double factor, Window& out) {
  if (plan.kind == Plan::Kind::kList || plan.kind == Plan::Kind::kAll ||
      plan.kind == Plan::Kind::kAny || plan.parts.empty()) {
    add(plan, factor, out);
    return;
  }
  factor *= plan.factor;
  fill(plan.parts[0], factor, out);
  for (std::size_t i = 1; i < plan.parts.size(); ++i) {
    const Plan& part = plan.parts[i];
    if (plan.kind != Plan::Kind::kEither && out.empty()) return;
    if (plan.kind == Plan::Kind::kMaybe ||
        (plan.kind == Plan::Kind::kBoth && part.kind == Plan::Kind::kAll)) {
      add_weights(part, factor, out);
      continue;
    }
    Spare other(*this, out);
    fill(part, plan.kind == Plan::Kind::kWithout ? 0 : factor, *other);
    if (plan.kind == Plan::Kind::kBoth) out.keep(*other);
    if (plan.kind == Plan::Kind::kWithout) out.remove(*other);
    if (plan.kind == Plan::Kind::kEither) out.keep_either(*other);
  }
}

void PlanReader::add(const Plan& plan, double factor, Window& out) {
  switch (plan.kind) {
    case Plan::Kind::kList:
    case Plan::Kind::kAll:
      for_each_weight(plan, factor * plan.factor, lists_.length_parts(), out,
                      [&](Xapian::docid i, double weight) { out.add(i, weight); });
      return;
    case Plan::Kind::kAny:
      for (const Plan& part : plan.parts) add(part, factor * plan.factor, out);
      return;
    default:
      Spare own(*this, out);
      fill(plan, factor, *own);
      out.merge(*own);
  }
}

/// Adds the weights of a plan to what matches already.
void PlanReader::add_weights(const Plan& plan, double factor, Window& out) {
  switch (plan.kind) {
    case Plan::Kind::kAll:
      out.for_each(
          [&](Xapian::docid i) { out.add_weight(i, factor * plan.factor * plan.constant); });
      return;
    case Plan::Kind::kList:
      for_each_weight(plan, factor * plan.factor, lists_.length_parts(), out,
                      [&](Xapian::docid i, double weight) {
                        if (out.holds(i)) out.add_weight(i, weight);
                      });
      return;
    case Plan::Kind::kAny:
      for (const Plan& part : plan.parts) add_weights(part, factor * plan.factor, out);
      return;
    default:
      Spare own(*this, out);
      fill(plan, factor, *own);
      out.add_weights_of(*own);
  }
}

void keep_listed(const Postings& list, Window& window) {
  const Stretch stretch = stretch_of(list, window);
  auto at = list.documents.begin() + std::ptrdiff_t(stretch.begin);
  const auto end = list.documents.begin() + std::ptrdiff_t(stretch.end);
  const bool few = window.count() * 8 < stretch.end - stretch.begin;
  window.filter([&](Xapian::docid i) {
    const Xapian::docid document = window.first() + i;
    if (few) {
      at = std::lower_bound(at, end, document);
    } else {
      while (at != end && *at < document) ++at;
    }
    return at != end && *at == document;
  });
}

}  // namespace kb
