// Reads posting lists straight from the table of a Xapian database.
//
// A search adds up lists of ten thousands of postings. Xapian hands out each by half a dozen calls
// through two layers of iterators; here a chunk (posting_table.h) is decoded where it lies in its
// block, in a loop. What else a search asks of a database (positions, values, stored records), it
// asks Xapian.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/glass_table_reader.h"

namespace kb::glass {

/// Of the list of all documents with their lengths.
inline constexpr std::string_view kLengthsKey("\0\xE0", 2);

/// A list from one of its chunks on.
class PostingReader {
 public:
  /// No document has a number above `last_document`.
  PostingReader(TableReader table, std::uint32_t last_document)
      : table_(std::move(table)), last_document_(last_document) {}

  /// Goes to the first chunk of a term's list; false if no document holds the term.
  bool find(std::string_view term);
  /// Goes to that chunk of the list of lengths where the document is, if it is in any.
  bool find_length(std::uint32_t document);
  /// Goes to the next chunk; false behind the last one.
  bool next();

  /// How many documents hold the term that was found.
  std::uint32_t frequency() const { return frequency_; }

  /// Calls `see(document, number)` for each document of the chunk, in order, with how often it
  /// holds the term or its length.
  template <typename See>
  void for_each(See& see) const {
    const char* at = numbers_.data();
    const char* const end = at + numbers_.size();
    see(first_, std::uint32_t(take(at)));
    std::uint64_t document = first_;
    while (at != end) {
      document += take(at) + 1;
      if (at == end || document > last_) fail_damaged();
      see(std::uint32_t(document), std::uint32_t(take(at)));
    }
  }

 private:
  std::optional<std::uint32_t> document_here() const;
  void read_first_chunk();
  void read_chunk(std::string_view tag, std::uint64_t first);

  /// The uint at `at`; the top bit of the last byte that there is isn't set.
  static std::uint64_t take(const char*& at) {
    const auto byte = static_cast<unsigned char>(*at++);
    return byte < 0x80 ? byte : take_more(byte, at);
  }
  static std::uint64_t take_more(std::uint64_t low, const char*& at);

  TableReader table_;
  std::uint32_t last_document_;
  std::string key_;  // what the keys of the list's chunks start with
  std::uint32_t frequency_ = 0;
  std::uint32_t first_ = 0;  // document of the chunk
  std::uint32_t last_ = 0;
  bool is_last_chunk_ = true;
  std::string_view numbers_;  // that of the first; of the others the distance less 1, and theirs
};

/// The posting lists of one database that no one writes. Not for several threads. All calls throw
/// only Xapian::DatabaseError, where the file is damaged or can't be read.
class PostingFile {
 public:
  /// Of the database in `folder`. Null if it is of another format, or can't be opened.
  static std::unique_ptr<PostingFile> in_folder(const std::string& folder);
  /// Of the single-file database that starts at the byte `offset` of the file `path`.
  static std::unique_ptr<PostingFile> in_file(const std::string& path, std::uint64_t offset);

  ~PostingFile();
  PostingFile(const PostingFile&) = delete;
  PostingFile& operator=(const PostingFile&) = delete;

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
  PostingFile(int descriptor, std::uint64_t offset, const Root& root, std::uint32_t last_document);
  static std::unique_ptr<PostingFile> open(int version, int table, std::uint64_t offset);

  int descriptor_;
  PostingReader lists_;
  PostingReader lengths_;
};

}  // namespace kb::glass
