// Reads posting lists from their table; posting_table.h describes its chunks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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
    const auto low = static_cast<unsigned char>(*at++);
    if (low < 0x80) return low;
    const auto high = static_cast<unsigned char>(*at++);
    const std::uint64_t value = std::uint64_t{high} << 7U | (low & 0x7FU);
    return high < 0x80 ? value : take_more(value & 0x3FFFU, at);
  }
  /// The rest of one of which two bytes are known.
  static std::uint64_t take_more(std::uint64_t value, const char*& at);

  TableReader table_;
  std::uint32_t last_document_;
  std::string key_;  // what the keys of the list's chunks start with
  std::uint32_t frequency_ = 0;
  std::uint32_t first_ = 0;  // document of the chunk
  std::uint32_t last_ = 0;
  bool is_last_chunk_ = true;
  std::string_view numbers_;  // that of the first; of the others the distance less 1, and theirs
};

}  // namespace kb::glass
