// Reads what documents have in slots from the table of posting lists; posting_table.h describes its
// chunks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/glass_table_reader.h"

namespace kb::glass {

class ValueReader {
 public:
  explicit ValueReader(TableReader table) : table_(std::move(table)) {}

  /// What the document has in the slot, valid until the next call; empty if it has nothing there.
  /// Cheap if asked for in the order of the documents.
  std::string_view value(std::uint32_t slot, std::uint32_t document);

  /// Calls `see(document, value)` for each document that has something in the slot, in order; none
  /// has a number above `last_document`.
  template <typename See>
  void for_each(std::uint32_t slot, std::uint32_t last_document, See see) {
    for (bool more = find_first(slot); more; more = next() || next_chunk()) {
      if (document_ > last_document) fail_damaged();
      see(std::uint32_t(document_), value_);
    }
    slot_.reset();
  }

 private:
  bool find_first(std::uint32_t slot);
  bool next_chunk();
  bool next();
  bool read_chunk();
  bool find_chunk(std::uint32_t slot, std::uint32_t document);
  bool walk_to(std::uint32_t wanted);
  void read_value(const char* at);

  TableReader table_;
  std::string prefix_;                 // of the keys of the slot's chunks
  std::optional<std::uint32_t> slot_;  // of the chunk we are in
  std::uint64_t document_ = 0;         // that we are at
  std::string_view value_;             // of it
  const char* at_ = nullptr;           // of the next document in the chunk
  const char* end_ = nullptr;          // of the chunk
};

}  // namespace kb::glass
