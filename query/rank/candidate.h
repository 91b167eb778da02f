// A document that may be among the hits of a search.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace kb {

struct Candidate {
  Xapian::docid document = 0;
  double weight = 0;
  double closeness = 0;  ///< of its meaning to that of the query (article_meanings.h)
};

/// Candidates in the order of their documents, in which posting lists are read.
class CandidateOrder {
 public:
  explicit CandidateOrder(std::span<const Candidate> candidates);

  /// The documents, ascending.
  const std::vector<Xapian::docid>& documents() const { return documents_; }
  /// For each of documents() the number of its candidate.
  const std::vector<std::size_t>& order() const { return order_; }

  /// Says for each candidate, by its number, whether it contains any of the terms. Throws
  /// Xapian::Error.
  std::vector<bool> holders_of(const Xapian::Database& database,
                               const std::vector<std::string>& terms) const;

 private:
  std::vector<std::size_t> order_;
  std::vector<Xapian::docid> documents_;
};

}  // namespace kb
