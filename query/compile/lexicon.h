// What an index knows of its terms, kept from one search to the next: Xapian goes down a tree of
// blocks for each question, and a query asks a hundred of them.
//
// Belongs to one thread, as the Searcher that owns it.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/schema/terms.h"
#include "query/index_tables.h"

namespace kb {

/// All calls throw only the Xapian::Error of a damaged database, or of a cluster whose server does
/// not answer.
class Lexicon {
 public:
  /// So many answers of a kind are kept, about 0.1 KB each; then all are forgotten.
  static constexpr std::size_t kMost = 50'000;

  explicit Lexicon(IndexTables tables);

  const Xapian::Database& database() const { return tables_.database(); }
  IndexTables& tables() { return tables_; }

  /// How many documents hold the term.
  Xapian::doccount frequency(const std::string& term);

  /// The other words of its stem that articles hold; none of a word with digits or signs.
  std::vector<std::string> other_forms(const std::string& word);

 private:
  IndexTables tables_;
  Xapian::Stem stemmer_ = english_stemmer();
  std::unordered_map<std::string, Xapian::doccount> frequencies_;
  std::unordered_map<std::string, std::vector<std::string>> forms_;
};

}  // namespace kb
