// A stretch of documents while a query is gone through: which of them match, and with what weight.
//
// Lists of hundreds of thousands of documents are added up in stretches that fit the processor's
// cache, and nothing is kept of a stretch but its best documents.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "query/plan.h"
#include "query/zeros.h"

namespace kb {

/// Which documents of a stretch match.
class Marks {
 public:
  static constexpr Xapian::docid kSize = Postings::kStretch;  // documents

  Marks() : bits_(kSize / 64) {}

  void clear();
  bool holds(Xapian::docid i) const { return ((bits_[i / 64] >> (i % 64)) & 1U) != 0; }
  void add(Xapian::docid i) { bits_[i / 64] |= std::uint64_t{1} << (i % 64); }
  bool empty() const;
  std::size_t count() const;

  void merge(const Marks& other);
  void merge(const std::uint64_t* bits);  ///< a bit for each of kSize documents
  void keep(const Marks& other);
  void remove(const Marks& other);

  /// Calls `see(i)` for each, in order.
  template <typename See>
  void for_each(See see) const {
    for (std::size_t block = 0; block < bits_.size(); ++block) {
      for (std::uint64_t bits = bits_[block]; bits != 0; bits &= bits - 1) {
        see(Xapian::docid(block * 64) + Xapian::docid(__builtin_ctzll(bits)));
      }
    }
  }

 private:
  friend class Window;
  std::vector<std::uint64_t> bits_;
};

/// The same with weights.
class Window {
 public:
  static constexpr Xapian::docid kSize = Marks::kSize;

  Window() : weights_(kSize) { weights_.expect(kSize); }

  /// Starts anew, with no match, at the document `first`, a multiple of kSize.
  void start(Xapian::docid first);

  Xapian::docid first() const { return first_; }
  const Marks& marks() const { return marks_; }
  bool holds(Xapian::docid i) const { return marks_.holds(i); }
  /// Of the document first() + i; 0 if it does not match.
  double weight(Xapian::docid i) const { return weights_[i]; }
  void add(Xapian::docid i, double weight) {
    marks_.add(i);
    weights_[i] += weight;
  }
  void add_weight(Xapian::docid i, double weight) { weights_[i] += weight; }
  void add_marks(const std::uint64_t* bits) { marks_.merge(bits); }

  void merge(const Window& other);
  void add_weights_of(const Window& other);  ///< where both match
  void keep(const Window& other);            ///< what both match, weights added
  void keep(const Marks& other);
  void remove(const Marks& other);

  /// Calls `see(i, weight)` for each that matches, in order, and forgets it.
  template <typename See>
  void drain(See see) {
    double* const weights = &weights_[0];
    marks_.for_each([&see, weights](Xapian::docid i) {
      see(i, weights[i]);
      weights[i] = 0;
    });
    marks_.clear();
  }

 private:
  void drop(std::size_t block, std::uint64_t bits);

  Xapian::docid first_ = 0;
  Marks marks_;
  Zeros<double> weights_;  // 0 where there is no match
};

/// Goes through plans, window by window. Not for several threads.
class PlanReader {
 public:
  explicit PlanReader(KeptLists& lists) : lists_(lists) {}

  /// Adds what the plan matches to `out`, which is empty.
  void fill(const Plan& plan, Window& out) { fill(plan, 1, out); }

 private:
  class Spare;

  const Postings& list_of(const Plan& plan);
  void fill(const Plan& plan, double factor, Window& out);
  void add(const Plan& plan, double factor, Window& out);
  void add_list(const Plan& plan, double factor, Window& out);
  void add_weights(const Plan& plan, double factor, Window& out);
  void filter(const Plan& plan, Window& out);
  void mark(const Plan& plan, Xapian::docid first, Marks& out);

  KeptLists& lists_;
  std::vector<std::unique_ptr<Window>> spares_;
};

}  // namespace kb
