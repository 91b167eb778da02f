// Reads posting lists from their table; posting_table.h describes its chunks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/glass_table_reader.h"
#include "indexer/glass_unpack.h"

namespace kb::glass {

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
    const char* const end = numbers_.data() + numbers_.size();
    const std::uint64_t last = last_;  // as a local, whatever `see` writes to
    Taken number = take(numbers_.data());
    see(first_, std::uint32_t(number.value));
    for (std::uint64_t document = first_; number.at != end;) {
      const Taken distance = take(number.at);
      if (distance.at == end || distance.value >= last - document) fail_damaged();
      document += distance.value + 1;
      number = take(distance.at);
      see(std::uint32_t(document), std::uint32_t(number.value));
    }
  }

 private:
  std::optional<std::uint32_t> document_here() const;
  void read_first_chunk();
  void read_chunk(std::string_view tag, std::uint64_t first);

  /// The uint at `at`; the top bit of the last byte that there is isn't set.
  static Taken take(const char* at) {
    const auto low = static_cast<unsigned char>(at[0]);
    if (low < 0x80) return {low, at + 1};
    const auto high = static_cast<unsigned char>(at[1]);
    if (high < 0x80) return {std::uint64_t{high} << 7U | (low & 0x7FU), at + 2};
    return take_more(at);
  }
  static Taken take_more(const char* at);

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
