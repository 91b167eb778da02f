#include "query/postings.h"

namespace kb {

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
