// The meanings of all articles of an index (indexer/schema/meaning.h), side by side in memory, and
// which of them are closest to a question's.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "query/rank/candidate.h"

namespace kb {

class ArticleMeanings {
 public:
  /// Reads the meaning of every article, kMeaningSize bytes each; `over_network`: from servers, which
  /// would be asked for the value of one document at a time. Throws Xapian::Error.
  ArticleMeanings(const Xapian::Database& database, bool over_network);

  /// Returns the documents closest to a question's meaning, at most `most`, ascending by number.
  std::vector<Xapian::docid> closest(std::string_view question, std::size_t most) const;

  /// Sets the closeness of the candidates to a question's meaning: the cosine of the angle between
  /// them, 0 for an article without meaning.
  void measure(std::string_view question, std::vector<Candidate>& candidates) const;

 private:
  void read_slot(const Xapian::Database& database);
  /// Reads them as the keys by which a match of every document is sorted: one answer of each server.
  void read_as_match(const Xapian::Database& database);
  void add(Xapian::docid document, std::string_view meaning);

  std::vector<Xapian::docid> documents_;  // ascending
  std::vector<std::int8_t> components_;   // kRowSize of each
  std::vector<double> lengths_;           // of each direction
};

}  // namespace kb
