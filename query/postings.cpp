#include "query/postings.h"

#include <algorithm>

namespace kb {

void Postings::begin_stretch(std::size_t stretch, std::size_t begin) {
  begins_.resize(stretch + 1, std::uint32_t(begin));
}

/// Of the document that is added next.
void Postings::note_many(std::uint32_t times) { many_.emplace_back(std::uint32_t(size()), times); }

void Postings::shrink() {
  places_.shrink_to_fit();
  times_.shrink_to_fit();
  many_.shrink_to_fit();
  weights_.shrink_to_fit();
}

void Postings::add_bits() {
  bits_.resize(begins_.size() * kWords);
  std::uint64_t* const bits = bits_.data();
  for_each([bits](Xapian::docid document, std::size_t /*at*/) {
    bits[document / 64] |= std::uint64_t{1} << (document % 64);
  });
}

std::uint32_t Postings::many_times(std::size_t at) const {
  return std::lower_bound(many_.begin(), many_.end(), std::pair{std::uint32_t(at), 0U})->second;
}

std::size_t Postings::bytes() const {
  return sizeof(Postings) + begins_.capacity() * sizeof(begins_[0]) +
         places_.capacity() * sizeof(places_[0]) + times_.capacity() * sizeof(times_[0]) +
         many_.capacity() * sizeof(many_[0]) + bits_.capacity() * sizeof(bits_[0]) +
         weights_.capacity() * sizeof(weights_[0]);
}

std::optional<std::size_t> PostingSeeker::find(Xapian::docid document) {
  if (const std::size_t stretch = document / Postings::kStretch; stretch != stretch_) {
    stretch_ = stretch;
    rest_ = postings_->stretch(stretch);
  }
  const Xapian::docid place = document % Postings::kStretch;
  // Steps that double, then halves: what is sought is mostly near.
  std::size_t low = rest_.begin;
  std::size_t step = 1;
  while (low + step < rest_.end && postings_->place(low + step) < place) {
    low += step;
    step *= 2;
  }
  std::size_t high = std::min(low + step + 1, rest_.end);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (postings_->place(middle) < place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  rest_.begin = low;
  if (low < rest_.end && postings_->place(low) == place) return low;
  return std::nullopt;
}

std::size_t PostingsCache::size_of(const Entry& entry) {
  constexpr std::size_t kOfNodes = 250;  // list, map and pointers, about
  return entry.postings->bytes() + 2 * entry.key.size() + kOfNodes;
}

std::shared_ptr<const Postings> PostingsCache::find(const std::string& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return entries_.front().postings;
}

void PostingsCache::keep(const std::string& key, std::shared_ptr<const Postings> postings) {
  Entry entry{key, std::move(postings)};
  const std::size_t size = size_of(entry);
  if (size > capacity_ / 4 || by_key_.find(key) != by_key_.end()) return;
  while (bytes_ + size > capacity_) {
    bytes_ -= size_of(entries_.back());
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  bytes_ += size;
  entries_.push_front(std::move(entry));
  by_key_.emplace(key, entries_.begin());
}

}  // namespace kb
