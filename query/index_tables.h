// What the tables of an index hold: posting lists, positions, lengths, values, records, synonyms,
// spelling words.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/glass_database.h"
#include "indexer/late_database.h"

namespace kb {

/// Read straight from the tables where that is possible, else by Xapian's iterators, which are
/// slower. Not for several threads. All calls throw only the Xapian::Error of a damaged database,
/// or of a cluster whose server does not answer. What they call must not ask for lists or
/// positions.
class IndexTables {
 public:
  /// `reader` is of the same database, or null.
  IndexTables(LateDatabase database, std::unique_ptr<glass::DatabaseReader> reader)
      : database_(std::move(database)), reader_(std::move(reader)) {}
  IndexTables(
      const Xapian::Database& database)  // NOLINT(google-explicit-constructor): tables of it
      : IndexTables(LateDatabase(database), nullptr) {}

  /// Throws Xapian::DatabaseOpeningError if it was to be opened later and is gone.
  const Xapian::Database& database() const { return *database_; }

  Xapian::doccount articles() const {
    return reader_ ? reader_->documents() : database().get_doccount();
  }
  /// Above no document's number.
  Xapian::docid last_document() const {
    return reader_ ? reader_->last_document() : database().get_lastdocid();
  }
  /// Of the articles, in words.
  double average_length() const {
    return reader_ ? reader_->average_length() : database().get_avlength();
  }

  /// How many documents hold the term.
  Xapian::doccount frequency(const std::string& term) {
    return reader_ ? reader_->frequency(term) : database().get_termfreq(term);
  }

  /// Calls `see(document, times)` for each document that holds the term, in order, with how often.
  template <typename See>
  void for_each(const std::string& term, See see) {
    if (reader_) return reader_->for_each(term, see);
    const auto end = database().postlist_end(term);
    for (auto it = database().postlist_begin(term); it != end; ++it) see(*it, it.get_wdf());
  }

  /// Calls `see(i, position)` for each position of the term in documents[i], in order; `documents`
  /// ascend.
  template <typename See>
  void for_each_position(const std::string& term, const std::vector<Xapian::docid>& documents,
                         See see) {
    if (reader_) {
      for (std::size_t i = 0; i < documents.size(); ++i) {
        positions_.clear();
        reader_->read_positions(term, documents[i], positions_);
        for (const Xapian::termpos position : positions_) see(i, position);
      }
      return;
    }
    // Through its list of documents, which reads positions by one cursor.
    auto posting = database().postlist_begin(term);
    const auto last = database().postlist_end(term);
    for (std::size_t i = 0; i < documents.size() && posting != last; ++i) {
      posting.skip_to(documents[i]);
      if (posting == last || *posting != documents[i]) continue;
      const auto end = posting.positionlist_end();
      for (auto at = posting.positionlist_begin(); at != end; ++at) see(i, *at);
    }
  }

  /// Calls `see(document, length)` for each document, in order. The length is in words.
  template <typename See>
  void for_each_length(See see) {
    if (reader_) return reader_->for_each_length(see);
    const auto end = database().postlist_end("");
    for (auto it = database().postlist_begin(""); it != end; ++it) see(*it, it.get_doclength());
  }

  /// The same for `document` and those others that are as cheap to read with it.
  template <typename See>
  void for_each_length_near(Xapian::docid document, See see) {
    if (reader_) return reader_->for_each_length_near(document, see);
    see(document, database().get_doclength(document));
  }

  /// The record that is stored for the document.
  std::string record(Xapian::docid document) {
    if (reader_) return std::string(reader_->data(document));
    return database().get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
  }

  /// The piece of metadata that is stored under the key; empty if none is.
  std::string metadata(const std::string& key) {
    if (reader_) return std::string(reader_->metadata(key));
    return database().get_metadata(key);
  }

  /// What is filed under the term, in order.
  std::vector<std::string> synonyms(const std::string& term) {
    if (reader_) return reader_->synonyms(term);
    return {database().synonyms_begin(term), database().synonyms_end(term)};
  }

  /// The word that is probably meant by `word`, at most `away` letters from it, as Xapian's
  /// get_spelling_suggestion() finds it; empty if none is. Throws Xapian::DatabaseOpeningError if
  /// the index was opened for its tables and is gone.
  std::string suggestion(const std::string& word, unsigned away) {
    if (reader_) return reader_->suggestion(word, away);
    return database().get_spelling_suggestion(word, away);
  }

  /// Calls `see(document, value)` for each document that has something in the slot, in order.
  template <typename See>
  void for_each_value(Xapian::valueno slot, See see) {
    if (reader_) return reader_->for_each_value(slot, see);
    const auto end = database().valuestream_end(slot);
    for (auto it = database().valuestream_begin(slot); it != end; ++it) see(it.get_docid(), *it);
  }

  /// What each document has in the slot; empty if it has nothing there. `documents` ascend.
  std::vector<std::string> values(Xapian::valueno slot,
                                  const std::vector<Xapian::docid>& documents);

 private:
  LateDatabase database_;
  std::unique_ptr<glass::DatabaseReader> reader_;
  std::vector<Xapian::termpos> positions_;
};

}  // namespace kb
