// How long the articles are that lists hold.
//
// To read the lengths of all articles would take longer than most searches do, and a process that
// searches once needs those of a few: each is read with the first list that holds the article.
#pragma once

#include <xapian.h>

#include "query/bm25.h"
#include "query/index_tables.h"
#include "query/zeros.h"

namespace kb {

/// Of the documents of one database, by their numbers. Not for several threads.
class Lengths {
 public:
  /// `tables` must outlive it.
  explicit Lengths(IndexTables& tables);

  const TextStatistics& statistics() const { return statistics_; }

  /// Says that those of so many documents will be noted.
  void expect(std::size_t documents) { lengths_.expect(documents); }
  /// Notes the length of a document; cheap if they are asked for in order, side by side. Throws
  /// only the Xapian::Error of a damaged database.
  void note(Xapian::docid document) {
    if (lengths_[document] == 0) read(document);
  }

  /// In words; 0 if it was not noted.
  Xapian::termcount of(Xapian::docid document) const { return lengths_[document]; }
  /// Of each document, by its number.
  const Xapian::termcount* all() const { return lengths_.data(); }
  /// What a length adds to how often an article holds a term.
  const LengthParts& parts() const { return parts_; }

 private:
  void read(Xapian::docid document);

  IndexTables& tables_;
  TextStatistics statistics_;
  LengthParts parts_;
  Zeros<Xapian::termcount> lengths_;
};

}  // namespace kb
