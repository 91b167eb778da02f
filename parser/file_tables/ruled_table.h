// Tables of fixed files under a dash ruler, and rows without any header.
//
//     The English version of this fix should have the following file attributes or later:
//
//        Component: Directory
//
//        Date      Time       Size    File name     Platform     header: table_header.h
//        ---------------------------------------------------     ruler: one run or several, of
//                                                                 dashes or equal signs
//        02/04/2000  01:22a   76,560  Userenv.dll   Intel        rows: row_reader.h
//
//        02/04/2000  01:20a   97,040  Userenv.dll   Alpha        a blank line or a short label
//                                                                between rows ends nothing
// Bare rows follow a lead-in instead (`This fix should have the following time stamp:`).
// Both read texts with and without line breaks. Which table is one of fixed files is not decided
// here but in table_context.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "parser/file_tables/row_reader.h"

namespace kb {

/// The rows of one table and where it stands in its text.
struct FileTable {
  std::size_t begin = 0;  ///< of the header, or of the first row where there is none
  std::size_t end = 0;    ///< behind the last row
  Columns columns;        ///< empty without header
  std::vector<TableRow> rows;
};

/// The table whose ruler, a run of dashes, starts at `ruler`; null if the words before it are no
/// header of files or no row follows. Cost is bounded by the size of the table.
std::optional<FileTable> read_ruled_table(std::string_view text, std::size_t ruler, Lines lines);

/// Rows without header among the next 30 words behind `from`, the end of a lead-in.
std::optional<FileTable> read_bare_rows(std::string_view text, std::size_t from, Lines lines);

}  // namespace kb
