#include "query/window.h"

#include <algorithm>

namespace kb {
namespace {

/// A list of so many times as many documents is not read to filter them; each is looked up in it.
constexpr std::size_t kFew = 8;

/// Calls `see(i, weight)` for each document of the list in the window, `i` from its first.
template <typename See>
void for_each_weight(const Plan& plan, const Postings& list, double factor, const Lengths& lengths,
                     const Window& window, See see) {
  const Postings::Range range = list.stretch(window.first() / Window::kSize);
  const double constant = factor * plan.constant;
  if (factor != 0 && plan.weight) {
    const TermWeight weight = plan.weight->scaled(factor);
    const Xapian::termcount* const length = lengths.all() + window.first();
    const LengthParts& parts = lengths.parts();
    list.for_each_times(window.first() / Window::kSize,
                        [=, &parts](Xapian::docid i, std::uint32_t times) {
                          see(i, constant + weight.of(times, parts.of(length[i])));
                        });
  } else if (factor != 0 && list.has_weights()) {
    for (std::size_t at = range.begin; at < range.end; ++at) {
      see(list.place(at), constant + factor * list.weight(at));
    }
  } else {
    for (std::size_t at = range.begin; at < range.end; ++at) see(list.place(at), constant);
  }
}

}  // namespace

void Marks::clear() { std::fill(bits_.begin(), bits_.end(), 0); }

bool Marks::empty() const {
  return std::all_of(bits_.begin(), bits_.end(), [](std::uint64_t bits) { return bits == 0; });
}

std::size_t Marks::count() const {
  std::size_t sum = 0;
  for (const std::uint64_t bits : bits_) sum += std::size_t(__builtin_popcountll(bits));
  return sum;
}

void Marks::merge(const Marks& other) { merge(other.bits_.data()); }

void Marks::merge(const std::uint64_t* bits) {
  for (std::size_t block = 0; block < bits_.size(); ++block) bits_[block] |= bits[block];
}

void Marks::keep(const Marks& other) {
  for (std::size_t block = 0; block < bits_.size(); ++block) bits_[block] &= other.bits_[block];
}

void Marks::remove(const Marks& other) {
  for (std::size_t block = 0; block < bits_.size(); ++block) bits_[block] &= ~other.bits_[block];
}

void Window::start(Xapian::docid first) {
  first_ = first;
  marks_.for_each([&](Xapian::docid i) { weights_[i] = 0; });
  marks_.clear();
}

void Window::merge(const Window& other) {
  other.marks_.for_each([&](Xapian::docid i) { add(i, other.weights_[i]); });
}

void Window::add_weights_of(const Window& other) {
  marks_.for_each([&](Xapian::docid i) { weights_[i] += other.weights_[i]; });
}

void Window::drop(std::size_t block, std::uint64_t bits) {
  marks_.bits_[block] &= ~bits;
  for (; bits != 0; bits &= bits - 1) {
    weights_[block * 64 + std::size_t(__builtin_ctzll(bits))] = 0;
  }
}

void Window::keep(const Window& other) {
  keep(other.marks_);
  add_weights_of(other);
}

void Window::keep(const Marks& other) {
  for (std::size_t block = 0; block < other.bits_.size(); ++block) {
    drop(block, marks_.bits_[block] & ~other.bits_[block]);
  }
}

void Window::remove(const Marks& other) {
  for (std::size_t block = 0; block < other.bits_.size(); ++block) {
    drop(block, marks_.bits_[block] & other.bits_[block]);
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

const Postings& PlanReader::list_of(const Plan& plan) {
  return plan.kind == Plan::Kind::kAll ? *lists_.everything() : *plan.list;
}

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
    if (out.marks().empty()) return;
    if (plan.kind == Plan::Kind::kMaybe ||
        (plan.kind == Plan::Kind::kBoth && part.kind == Plan::Kind::kAll)) {
      add_weights(part, factor, out);
    } else if (plan.kind == Plan::Kind::kWithout) {
      Marks without;
      mark(part, out.first(), without);
      out.remove(without);
    } else if (plan.kind == Plan::Kind::kBoth && (factor == 0 || part.factor == 0)) {
      filter(part, out);
    } else {
      Spare other(*this, out);
      fill(part, factor, *other);
      out.keep(*other);
    }
  }
}

/// Keeps what the plan matches too.
void PlanReader::filter(const Plan& plan, Window& out) {
  Marks kept;
  const bool list = plan.kind == Plan::Kind::kList;
  const Postings::Range range =
      list ? plan.list->stretch(out.first() / Window::kSize) : Postings::Range{0, 0};
  if (list && out.marks().count() < (range.end - range.begin) / kFew) {
    PostingSeeker seeker(*plan.list);
    out.marks().for_each([&](Xapian::docid i) {
      if (seeker.find(out.first() + i)) kept.add(i);
    });
  } else {
    mark(plan, out.first(), kept);
  }
  out.keep(kept);
}

/// Adds what the plan matches, whatever it weighs, to `out`.
void PlanReader::mark(const Plan& plan, Xapian::docid first, Marks& out) {
  if (plan.kind == Plan::Kind::kList || plan.kind == Plan::Kind::kAll) {
    const std::size_t stretch = first / Marks::kSize;
    const Postings& list = list_of(plan);
    if (const std::uint64_t* bits = list.bits(stretch)) return out.merge(bits);
    const Postings::Range range = list.stretch(stretch);
    for (std::size_t at = range.begin; at < range.end; ++at) out.add(list.place(at));
    return;
  }
  if (plan.kind == Plan::Kind::kAny) {
    for (const Plan& part : plan.parts) mark(part, first, out);
    return;
  }
  Marks own;
  for (std::size_t i = 0; i < plan.parts.size(); ++i) {
    if (i > 0 && plan.kind == Plan::Kind::kMaybe) break;
    Marks part;
    mark(plan.parts[i], first, part);
    if (i == 0) own.merge(part);
    if (i > 0 && plan.kind == Plan::Kind::kBoth) own.keep(part);
    if (i > 0 && plan.kind == Plan::Kind::kWithout) own.remove(part);
  }
  out.merge(own);
}

void PlanReader::add_list(const Plan& plan, double factor, Window& out) {
  const Postings& list = list_of(plan);
  if (const std::uint64_t* bits = list.bits(out.first() / Window::kSize)) {
    out.add_marks(bits);
    for_each_weight(plan, list, factor, lists_.lengths(), out,
                    [&](Xapian::docid i, double weight) { out.add_weight(i, weight); });
    return;
  }
  for_each_weight(plan, list, factor, lists_.lengths(), out,
                  [&](Xapian::docid i, double weight) { out.add(i, weight); });
}

void PlanReader::add(const Plan& plan, double factor, Window& out) {
  switch (plan.kind) {
    case Plan::Kind::kList:
    case Plan::Kind::kAll:
      add_list(plan, factor * plan.factor, out);
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
      out.marks().for_each(
          [&](Xapian::docid i) { out.add_weight(i, factor * plan.factor * plan.constant); });
      return;
    case Plan::Kind::kList:
      for_each_weight(plan, list_of(plan), factor * plan.factor, lists_.lengths(), out,
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

}  // namespace kb
