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

 private:
  bool find_chunk(std::uint32_t slot, std::uint32_t document);
  bool walk_to(std::uint32_t wanted);
  void read_value(const char* at);

  TableReader table_;
  std::optional<std::uint32_t> slot_;  // of the chunk we are in
  std::uint64_t document_ = 0;         // that we are at
  std::string_view value_;             // of it
  const char* at_ = nullptr;           // of the next document in the chunk
  const char* end_ = nullptr;          // of the chunk
};

}  // namespace kb::glass
