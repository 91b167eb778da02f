// One row of a table without box lines, read word by word.
//
// A row is found by the shapes of its values (table_values.h); the header only decides what shape
// alone can't: whether `4.0` is a version, whether words behind the file are a platform. So a row
// reads the same with and without its columns, which a flat document has lost:
//
//     02/04/2000  01:22a   76,560  Userenv.dll   Intel       Date Time Size File name Platform
//     1/14/99     11:21pm          89,792   Smsrun32.exe     a blank cell is simply not there
//     Dispatch.exe 7/10/98 5:39p 85,245 bytes (version 3.5.34)    no header at all
//
// A row ends with its line; in a flat document with the first word that fits no column left open.
// Not resolved there: free words in the last column of the last row (a platform of unknown name),
// whose end nothing shows.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parser/file_tables/table_header.h"
#include "parser/file_tables/table_row.h"

namespace kb {

class RowReader {
 public:
  /// `columns` empty: a row without header, which must have a file, a date, and a time or size.
  RowReader(std::string_view text, Columns columns, Lines lines);

  /// The row whose first word is the next one at or after `from`; null if there is none.
  std::optional<TableRow> read(std::size_t from) const;

 private:
  class Reading;

  bool starts_row(std::size_t from) const;

  std::string_view text_;
  Columns columns_;
  Lines lines_;
};

}  // namespace kb
