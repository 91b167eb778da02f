// Reads lists, positions, values, records, synonyms, spelling words and metadata straight from the
// tables of a Xapian database.
//
// A search adds up lists of ten thousands of postings. Xapian hands out each by half a dozen calls
// through two layers of iterators; here a chunk of a list is decoded where it lies in its block, in
// a loop. What else a search asks of a database (NEAR, wildcards), it asks Xapian.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass_positions.h"
#include "indexer/glass_postings.h"
#include "indexer/glass_spelling.h"
#include "indexer/glass_table_reader.h"
#include "indexer/glass_values.h"
#include "indexer/glass/glass_version.h"

namespace kb::glass {

/// No document has a number above it: whoever goes through all by the thousand ends without an
/// overflow.
inline constexpr std::uint32_t kMostDocuments = 0xFFFF'0000;

/// The tables of one database that no one writes. Not for several threads. All calls throw only
/// Xapian::DatabaseError: DatabaseOpeningError if the database is gone, else where a file is
/// damaged or can't be read.
class DatabaseReader {
 public:
  /// Of the database in `folder`. Null if it is of another format, or can't be opened.
  static std::unique_ptr<DatabaseReader> in_folder(const std::string& folder);
  /// Of the single-file database that starts at the byte `offset` of the file `path`.
  static std::unique_ptr<DatabaseReader> in_file(const std::string& path, std::uint64_t offset);

  ~DatabaseReader();

  /// Opens what is opened when it is first asked for, so that the database may be removed.
  void open_all();

  std::uint32_t documents() const { return documents_; }
  /// Above no document's number.
  std::uint32_t last_document() const { return last_document_; }
  /// Of the documents, in words.
  double average_length() const {
    return documents_ == 0 ? 0 : double(length_) / double(documents_);
  }

  /// How many documents hold the term, which is not empty.
  std::uint32_t frequency(std::string_view term) {
    return lists_.find(term) ? lists_.frequency() : 0;
  }

  /// Calls `see(document, times)` for each document that holds the term, in order, with how often.
  /// Meanwhile `see` may ask for lengths, not for lists.
  template <typename See>
  void for_each(std::string_view term, See see) {
    for (bool more = lists_.find(term); more; more = lists_.next()) lists_.for_each(see);
  }

  /// What the document has in the slot, valid until the next call; empty if it has nothing there.
  /// Cheap if asked for in the order of the documents.
  std::string_view value(std::uint32_t slot, std::uint32_t document) {
    return values_.value(slot, document);
  }

  /// Calls `see(document, value)` for each document that has something in the slot, in order.
  template <typename See>
  void for_each_value(std::uint32_t slot, See see) {
    values_.for_each(slot, last_document_, see);
  }

  /// Appends where the term stands in a document, in order, to `out`. Cheap if asked for in the
  /// order of the documents.
  void read_positions(std::string_view term, std::uint32_t document,
                      std::vector<std::uint32_t>& out) {
    positions_.read(term, document, out);
  }

  /// What is stored for the document, valid until the next call; empty if nothing is.
  std::string_view data(std::uint32_t document);

  /// The piece of metadata that is stored under the key, valid until the next call; empty if none
  /// is.
  std::string_view metadata(std::string_view key);

  /// What is filed under the term, in order.
  std::vector<std::string> synonyms(std::string_view term);

  /// What is probably meant by the word; SpellingReader::suggestion(). The table is opened by the
  /// first call: throws Xapian::DatabaseOpeningError if the database is gone by then.
  std::string suggestion(std::string_view word, unsigned away);

  /// Calls `see(document, length)` for each document, in order.
  template <typename See>
  void for_each_length(See see) {
    for (bool more = lengths_.find_length(1); more; more = lengths_.next()) lengths_.for_each(see);
  }

  /// The same for those whose lengths lie on disk with that of `document`: hundreds.
  template <typename See>
  void for_each_length_near(std::uint32_t document, See see) {
    if (lengths_.find_length(document)) lengths_.for_each(see);
  }

 private:
  class Files;
  struct Layout;

  DatabaseReader(std::unique_ptr<Files> files, const Layout& layout, std::uint64_t offset);
  TableReader table(Table table, const Layout& layout, std::uint64_t offset) const;

  std::unique_ptr<Files> files_;
  std::uint32_t documents_;
  std::uint32_t last_document_;
  std::uint64_t length_;
  PostingReader lists_;
  PostingReader lengths_;
  PositionReader positions_;
  ValueReader values_;
  TableReader metadata_;
  TableReader data_;
  TableReader synonyms_;
  Root spelling_root_;
  std::uint64_t offset_;
  std::optional<SpellingReader> spelling_;  // null until it is asked
  std::string key_;
};

}  // namespace kb::glass
