// Counts of the values that the articles of an answer have: product, operating system, year ...
//
// Values lie in slots. Reading seven of them for each of thousands of hits costs more than the
// search, so the first large answer reads every slot of the index once, from front to back, into a
// table (4 bytes an article and facet); after that a hit costs seven additions.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "query/index_tables.h"

namespace kb {

struct FacetCount;

/// The slots of all articles of an index, by document. Built for one database and kept beside it.
class FacetTable {
 public:
  explicit FacetTable(IndexTables& tables);

  /// How many of `documents` hold each content of slot number `facet`, by content.
  std::map<std::string, std::uint64_t> counts(std::size_t facet,
                                              const std::vector<Xapian::docid>& documents) const;

 private:
  struct Column {
    std::vector<std::string> contents;  ///< each once; the first is the empty one
    std::vector<std::uint32_t> of;      ///< by document: which of them it has
  };
  std::vector<Column> columns_;
};

/// Watches a search and counts afterwards. Lives as long as the Enquire it watches.
class FacetCounter {
 public:
  /// `divided` tells that the database is a cluster's. There Xapian shows a watcher numbers that
  /// hold within one shard alone, and nothing of the shards of servers: its own counters, which
  /// servers run too, take longer and add up.
  explicit FacetCounter(bool divided);
  ~FacetCounter();
  FacetCounter(const FacetCounter&) = delete;
  FacetCounter& operator=(const FacetCounter&) = delete;

  void watch(Xapian::Enquire& enquire);
  /// In place of a search of one database: what it found, in order.
  void note(std::vector<Xapian::docid> documents) { documents_ = std::move(documents); }

  /// By facet name; each facet's values most frequent first, then by name. Values an article has
  /// several of count once each. `table` is made when a large answer needs it and then used.
  std::map<std::string, std::vector<FacetCount>> counts(IndexTables& tables,
                                                        std::shared_ptr<FacetTable>& table) const;

 private:
  class Watcher;
  bool divided_;
  std::vector<Xapian::docid> documents_;  // of one database, in order
  std::unique_ptr<Watcher> watcher_;      // that notes them, if Xapian searches
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies_;  // of a cluster: one a facet
};

}  // namespace kb
