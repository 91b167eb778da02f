// Lists of documents that are kept from one search to the next.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kb {

/// Documents in order, with how often each holds a word, or with what a query weighs it.
struct Postings {
  std::vector<Xapian::docid> documents;  ///< ascending
  std::vector<std::uint16_t> times;      ///< more than 65,535 count as that; empty if not counted
  std::vector<double> weights;           ///< empty if all are 0

  std::size_t bytes() const {
    return documents.capacity() * sizeof(documents[0]) + times.capacity() * sizeof(times[0]) +
           weights.capacity() * sizeof(weights[0]);
  }
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
