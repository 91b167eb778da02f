// Lists of documents that are kept from one search to the next.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kb {

/// Documents in order, with how often each holds a word, or with what a query weighs it. Three
/// bytes a document: its place in a stretch of kStretch documents, and how often, up to 254; more
/// is kept apart.
class Postings {
 public:
  static constexpr Xapian::docid kStretch = 4096;

  /// Documents are added in ascending order, all of a list by the same call.
  void add(Xapian::docid document) {
    if (document / kStretch >= begins_.size()) begin_stretch(document / kStretch, size());
    places_.push_back(std::uint16_t(document % kStretch));
  }
  void add(Xapian::docid document, std::uint32_t times) {
    if (times >= kMany) note_many(times);
    times_.push_back(std::uint8_t(std::min<std::uint32_t>(times, kMany)));
    add(document);
  }
  void add_weighed(Xapian::docid document, double weight) {
    add(document);
    weights_.push_back(weight);
  }
  /// The documents whose bits are set, the first lowest, in the order of their numbers; with how
  /// often by `times(document)`. Keeps the bits, as add_bits() does, if there are `dense` documents
  /// or more.
  template <typename Times>
  static Postings of_bits(const std::vector<std::uint64_t>& bits, std::size_t dense, Times times);

  /// Makes room for so many documents with how often.
  void reserve(std::size_t documents) {
    places_.reserve(documents);
    times_.reserve(documents);
  }
  /// Gives back the memory that was set aside for more.
  void shrink();
  /// Keeps a bit for each document too: those of dense lists then match, or filter, 64 at a time.
  void add_bits();

  std::size_t size() const { return places_.size(); }

  /// The postings [begin, end) of the documents from n * kStretch on.
  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  Range stretch(std::size_t n) const { return {begin_of(n), begin_of(n + 1)}; }

  /// Of the posting number `at`: its document, less the first of its stretch.
  Xapian::docid place(std::size_t at) const { return places_[at]; }
  std::uint32_t times(std::size_t at) const {
    return times_[at] != kMany ? times_[at] : many_times(at);
  }
  /// A bit for each document of a stretch, the first lowest; null if they are not kept.
  const std::uint64_t* bits(std::size_t n) const {
    return (n + 1) * kWords <= bits_.size() ? &bits_[n * kWords] : nullptr;
  }
  bool has_bits() const { return !bits_.empty(); }
  /// By its bit; they must be kept.
  bool has_bit(Xapian::docid document) const {
    const std::size_t word = document / 64;
    return word < bits_.size() && ((bits_[word] >> (document % 64)) & 1U) != 0;
  }
  bool has_weights() const { return !weights_.empty(); }
  double weight(std::size_t at) const { return weights_[at]; }

  /// Calls `see(document, at)` for each posting.
  template <typename See>
  void for_each(See see) const {
    for (std::size_t n = 0; n < begins_.size(); ++n) {
      const Range range = stretch(n);
      for (std::size_t at = range.begin; at < range.end; ++at) {
        see(Xapian::docid(n) * kStretch + places_[at], at);
      }
    }
  }

  /// Calls `see(place, times)` for each posting of a stretch.
  template <typename See>
  void for_each_times(std::size_t n, See see) const {
    const Range range = stretch(n);
    const std::uint16_t* const places = places_.data();
    const std::uint8_t* const times = times_.data();
    for (std::size_t at = range.begin; at < range.end; ++at) {
      see(Xapian::docid(places[at]), times[at] != kMany ? times[at] : many_times(at));
    }
  }

  std::size_t bytes() const;

 private:
  static constexpr std::uint8_t kMany = 255;
  static constexpr std::size_t kWords = kStretch / 64;

  std::size_t begin_of(std::size_t n) const { return n < begins_.size() ? begins_[n] : size(); }
  std::uint32_t many_times(std::size_t at) const;
  void begin_stretch(std::size_t stretch, std::size_t begin);
  void note_many(std::uint32_t times);

  std::vector<std::uint32_t> begins_;  // of each stretch up to that of the last document
  std::vector<std::uint16_t> places_;
  std::vector<std::uint8_t> times_;                            // empty if not counted
  std::vector<std::pair<std::uint32_t, std::uint32_t>> many_;  // postings with kMany or more times
  std::vector<std::uint64_t> bits_;                            // empty if not kept
  std::vector<double> weights_;                                // empty if all are 0
};

template <typename Times>
Postings Postings::of_bits(const std::vector<std::uint64_t>& bits, std::size_t dense, Times times) {
  std::size_t count = 0;
  for (const std::uint64_t word : bits) {  // most are 0, and to count is a call
    if (word != 0) count += std::size_t(__builtin_popcountll(word));
  }
  Postings out;
  out.places_.resize(count);
  out.times_.resize(count);
  std::uint16_t* const places = out.places_.data();
  std::uint8_t* const counts = out.times_.data();
  std::size_t at = 0;
  for (std::size_t word = 0; word < bits.size(); ++word) {
    if (bits[word] == 0) continue;
    const auto first = Xapian::docid(word * 64);
    if (first / kStretch >= out.begins_.size()) out.begin_stretch(first / kStretch, at);
    for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
      const Xapian::docid document = first + Xapian::docid(__builtin_ctzll(rest));
      const std::uint32_t number = times(document);
      if (number >= kMany) out.many_.emplace_back(std::uint32_t(at), number);
      places[at] = std::uint16_t(document % kStretch);
      counts[at++] = std::uint8_t(std::min<std::uint32_t>(number, kMany));
    }
  }
  if (count >= dense) {
    out.bits_ = bits;
    out.bits_.resize(out.begins_.size() * kWords);
  }
  return out;
}

/// Finds documents in a list, asked for in ascending order. The list must outlive it.
class PostingSeeker {
 public:
  explicit PostingSeeker(const Postings& postings) : postings_(&postings) {}

  /// The number of the document's posting; null if it is not there.
  std::optional<std::size_t> find(Xapian::docid document);
  bool holds(Xapian::docid document) {
    return postings_->has_bits() ? postings_->has_bit(document) : find(document).has_value();
  }

 private:
  const Postings* postings_;
  std::size_t stretch_ = std::size_t(-1);
  Postings::Range rest_{0, 0};  // of the stretch
};

/// The lists asked for last, by what they are of. Those not asked for longest go when there are too
/// many; who holds one keeps it.
class PostingsCache {
 public:
  /// `capacity` is in bytes, of lists and keys.
  explicit PostingsCache(std::size_t capacity) : capacity_(capacity) {}

  /// Null if it is not there.
  std::shared_ptr<const Postings> find(const std::string& key);
  /// Keeps it unless it alone is more than a quarter of all.
  void keep(const std::string& key, std::shared_ptr<const Postings> postings);

  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Postings> postings;
  };
  static std::size_t size_of(const Entry& entry);

  std::size_t capacity_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // used last first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace kb
