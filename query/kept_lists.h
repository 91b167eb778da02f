// The posting lists of one database, kept in memory while there is room.
//
// Xapian reads and decodes a list anew for every search. Most words of a query were asked for
// before, by it or by another: here the list of a word, all its forms as one, is read once, three
// bytes a posting, until lists that were asked for later need its room.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "query/bm25.h"
#include "query/holders.h"
#include "query/index_tables.h"
#include "query/lengths.h"
#include "query/postings.h"
#include "query/query_tree.h"

namespace kb {

/// Of a database that is not a cluster's; not for several threads. Lists are never null. All calls
/// throw only the Xapian::Error of a damaged database.
class KeptLists : public Holders {
 public:
  /// `tables` must outlive it.
  explicit KeptLists(IndexTables& tables);

  /// Above no document's number.
  Xapian::docid last_document() const { return tables_.last_document(); }
  const TextStatistics& statistics() const { return lengths_.statistics(); }

  /// The documents that hold any of the terms, and how often: the sum, at most the document's
  /// length.
  std::shared_ptr<const Postings> of_terms(const std::vector<std::string>& terms);
  /// The documents that hold any of the terms.
  std::shared_ptr<const Postings> documents_of(const std::vector<std::string>& terms);
  /// Those postings of `terms` whose documents hold any of `others`.
  std::shared_ptr<const Postings> of_terms_within(const std::vector<std::string>& terms,
                                                  const std::vector<std::string>& others);
  /// The documents that hold the words, terms of the text, next to each other in that order.
  /// `weighed` tells that the lists of the words will be asked for, too.
  std::shared_ptr<const Postings> of_phrase(const std::vector<std::string>& words, bool weighed);
  /// The documents with a value in the range, a kRange.
  std::shared_ptr<const Postings> in_range(const QueryTree& range);
  /// What Xapian finds, with weights by search_weighting().
  std::shared_ptr<const Postings> found_by(const QueryTree& query);
  /// Every document.
  std::shared_ptr<const Postings> everything();

  /// How long the documents are that lists of terms have.
  const Lengths& lengths() const { return lengths_; }

  std::vector<bool> of(const std::vector<std::string>& terms,
                       const std::vector<Xapian::docid>& documents) override;
  Xapian::termcount length_of(Xapian::docid document) override {
    lengths_.note(document);
    return lengths_.of(document);
  }

 private:
  std::shared_ptr<const Postings> keep(const std::string& key, Postings postings);
  Postings read(const std::string& term);
  Postings read_all(const std::vector<std::string>& terms);

  IndexTables& tables_;
  PostingsCache cache_;
  Lengths lengths_;
  std::shared_ptr<const Postings> everything_;  // null until it is wanted
  // While the forms of a word are added up: how often each document holds it, and which do.
  Zeros<std::uint32_t> sums_;
  std::vector<std::uint64_t> touched_;
  std::size_t dense_;  // a list of so many documents has bits
};

}  // namespace kb
