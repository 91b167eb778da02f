// A row of a file table as it was read, and the record made of it.
//
// Shared by the readers of rows without box lines (row_reader.h) and of boxes (box_table.h): they
// say which printed word is which value, here the values are normalised.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// Whether the lines of a text are those of the article.
enum class Lines { kKept, kLost };

/// The printed values of a row, views into the text; empty where the row has none.
struct TableRow {
  std::string_view component, file, version, date, time, meridiem, size, unit, platform;
  std::size_t begin = 0;  ///< offset of the first word
  std::size_t end = 0;    ///< offset behind the last word
  bool has_null = false;  ///< a cell said `none` or `-`
  RowKind kind = RowKind::kFix;
};

/// The records of a table's rows: values normalised, dates in the order that the table proves.
/// A value that is there but can't be read is null and gets a diagnostic.
std::vector<FileVersion> finish_rows(const std::vector<TableRow>& rows, std::string_view text,
                                     Lines lines, std::vector<Diagnostic>& diagnostics);

}  // namespace kb
