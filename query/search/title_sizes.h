// How many words the titles of candidates have, read once each.
//
// Belongs to one thread, as the Searcher that owns it.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "indexer/schema/terms.h"
#include "query/index_tables.h"

namespace kb {

class TitleSizes {
 public:
  /// So many are kept, about 40 bytes each; then all are forgotten.
  static constexpr std::size_t kMost = 200'000;

  /// `tables` must outlive it.
  explicit TitleSizes(IndexTables& tables) : tables_(tables) {}

  /// Of each document; `documents` ascend. Throws only the Xapian::Error of a damaged database, or
  /// of a cluster whose server does not answer.
  std::vector<TitleSize> of(const std::vector<Xapian::docid>& documents);

 private:
  IndexTables& tables_;
  std::unordered_map<Xapian::docid, TitleSize> known_;
};

}  // namespace kb
