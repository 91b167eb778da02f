// The posting lists of an index, as they are on disk.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "indexer/glass_postings.h"

namespace kb {

/// Read straight from the file where that is possible, else by Xapian's iterators, which are
/// slower. Not for several threads. All calls throw only the Xapian::Error of a damaged database,
/// or of a cluster whose server does not answer.
class PostingLists {
 public:
  /// `file` is of the same database, or null.
  PostingLists(Xapian::Database database, std::unique_ptr<glass::PostingFile> file)
      : database_(std::move(database)), file_(std::move(file)) {}

  const Xapian::Database& database() const { return database_; }

  /// How many documents hold the term.
  Xapian::doccount frequency(const std::string& term) {
    return file_ ? file_->frequency(term) : database_.get_termfreq(term);
  }

  /// Calls `see(document, times)` for each document that holds the term, in order, with how often.
  template <typename See>
  void for_each(const std::string& term, See see) {
    if (file_) return file_->for_each(term, see);
    const auto end = database_.postlist_end(term);
    for (auto it = database_.postlist_begin(term); it != end; ++it) see(*it, it.get_wdf());
  }

  /// Calls `see(document, length)` for each document, in order. The length is in words.
  template <typename See>
  void for_each_length(See see) {
    if (file_) return file_->for_each_length(see);
    const auto end = database_.postlist_end("");
    for (auto it = database_.postlist_begin(""); it != end; ++it) see(*it, it.get_doclength());
  }

  /// The same for `document` and those others that are as cheap to read with it.
  template <typename See>
  void for_each_length_near(Xapian::docid document, See see) {
    if (file_) return file_->for_each_length_near(document, see);
    see(document, database_.get_doclength(document));
  }

 private:
  Xapian::Database database_;
  std::unique_ptr<glass::PostingFile> file_;
};

}  // namespace kb
