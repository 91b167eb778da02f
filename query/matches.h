// What a part of a query matches: documents in order, with the weight it gives each.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kb {

struct Matches {
  std::vector<Xapian::docid> documents;  ///< ascending
  std::vector<double> weights;           ///< one for each; empty if all are 0

  double weight(std::size_t i) const { return weights.empty() ? 0 : weights[i]; }
  /// Is the document among them?
  bool holds(Xapian::docid document) const;
  std::size_t bytes() const {
    return documents.capacity() * sizeof(Xapian::docid) + weights.capacity() * sizeof(double);
  }
};

/// The parts of queries that were evaluated last, by what they are. Those not asked for longest go
/// when there are too many; who holds one keeps it.
class MatchesCache {
 public:
  /// `capacity` is in bytes, of documents, weights and keys.
  explicit MatchesCache(std::size_t capacity) : capacity_(capacity) {}

  /// Null if it is not there.
  std::shared_ptr<const Matches> find(const std::string& key);
  /// Keeps it unless it alone is more than a quarter of all.
  void keep(const std::string& key, std::shared_ptr<const Matches> matches);

  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Matches> matches;
  };
  static std::size_t size_of(const Entry& entry);

  std::size_t capacity_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // used last first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace kb
