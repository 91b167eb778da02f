// Reads where terms stand in documents from the table of positions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/glass_table_reader.h"

namespace kb::glass {

/// A table whose keys are a term and a document. All calls throw only Xapian::DatabaseError, where
/// the file is damaged or can't be read.
class PositionReader {
 public:
  explicit PositionReader(TableReader table) : table_(std::move(table)) {}

  /// Appends where the term stands in a document, in order, to `out`. Cheap if asked for in the
  /// order of the documents: those between two that hold the term are not looked for.
  void read(std::string_view term, std::uint32_t document, std::vector<std::uint32_t>& out);

 private:
  void start(std::string_view term);
  std::optional<std::uint32_t> next_holder();

  TableReader table_;
  std::string term_;                 // that was asked for last
  std::string key_;                  // of it and a document
  std::size_t before_document_ = 0;  // bytes of the key
  std::uint32_t asked_ = 0;          // document
  std::uint32_t holder_ = 0;         // no document between that one and this holds the term
  bool ended_ = false;               // nor does any behind it
};

}  // namespace kb::glass
