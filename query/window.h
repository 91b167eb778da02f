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

namespace kb {

class Window {
 public:
  static constexpr Xapian::docid kSize = 16384;  // documents

  Window() : bits_(kSize / 64), weights_(kSize) {}

  /// Starts anew, with no match, at the document `first`.
  void start(Xapian::docid first);

  Xapian::docid first() const { return first_; }
  bool holds(Xapian::docid i) const { return ((bits_[i / 64] >> (i % 64)) & 1U) != 0; }
  /// Of the document first() + i; 0 if it does not match.
  double weight(Xapian::docid i) const { return weights_[i]; }
  void add(Xapian::docid i) { bits_[i / 64] |= std::uint64_t{1} << (i % 64); }
  void add(Xapian::docid i, double weight) {
    add(i);
    weights_[i] += weight;
  }
  void add_weight(Xapian::docid i, double weight) { weights_[i] += weight; }
  bool empty() const;
  std::size_t count() const;

  void merge(const Window& other);
  void add_weights_of(const Window& other);  ///< where both match
  void keep(const Window& other);            ///< what both match, weights added
  void remove(const Window& other);
  void keep_either(const Window& other);  ///< what one of them matches

  /// Calls `see(i)` for each that matches, in order.
  template <typename See>
  void for_each(See see) const {
    for (std::size_t block = 0; block < bits_.size(); ++block) {
      for (std::uint64_t bits = bits_[block]; bits != 0; bits &= bits - 1) {
        see(Xapian::docid(block * 64) + Xapian::docid(__builtin_ctzll(bits)));
      }
    }
  }

  /// Keeps those for which `keeps(i)`, asked in order, is true.
  template <typename Keeps>
  void filter(Keeps keeps) {
    for (std::size_t block = 0; block < bits_.size(); ++block) {
      std::uint64_t gone = 0;
      for (std::uint64_t bits = bits_[block]; bits != 0; bits &= bits - 1) {
        const auto bit = unsigned(__builtin_ctzll(bits));
        if (!keeps(Xapian::docid(block * 64 + bit))) gone |= std::uint64_t{1} << bit;
      }
      drop(block, gone);
    }
  }

 private:
  void drop(std::size_t block, std::uint64_t bits);

  Xapian::docid first_ = 0;
  std::vector<std::uint64_t> bits_;
  std::vector<double> weights_;  // 0 where there is no match
};

/// Goes through plans, window by window. Not for several threads.
class PlanReader {
 public:
  explicit PlanReader(const KeptLists& lists) : lists_(lists) {}

  /// Adds what the plan matches to `out`, which is empty.
  void fill(const Plan& plan, Window& out) { fill(plan, 1, out); }

 private:
  class Spare;

  void fill(const Plan& plan, double factor, Window& out);
  void add(const Plan& plan, double factor, Window& out);
  void add_weights(const Plan& plan, double factor, Window& out);
  void add_list(const Plan& plan, double factor, Window& out) const;

  const KeptLists& lists_;
  std::vector<std::unique_ptr<Window>> spares_;
};

/// Keeps of a window what stands in a list.
void keep_listed(const Postings& list, Window& window);

}  // namespace kb
