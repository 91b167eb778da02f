// Tables drawn with `+---+` and `|`.
//
//     +----------------------------------+      The rulers have no inner `+`, or have them all.
//     | File name    | Version    |             A ruler stands after every row, or only around the
//     +----------------------------------+      header. Some tables have no header at all; some
//     | Kmserver.exe | 5.5.2608.0 |             stand two in a row with only rulers between.
//     +----------------------------------+
//
// Box lines survive when line breaks are lost, so a flat document reads the same way: cells are
// counted by the first row, `| |` between two rows is what was a line end. Blank cells stay blank.
// Values are read by column; in a table without header by shape. Two-column boxes of ordinary data
// have no file column and give no rows.
#pragma once

#include <cstddef>
#include <string_view>

#include "parser/file_tables/ruled_table.h"

namespace kb {

/// What stands behind a box ruler: a table of files (`table.rows` not empty) or something else;
/// in both cases `end`, where reading goes on, at or behind the end of the ruler.
struct BoxReading {
  FileTable table;
  std::size_t end = 0;
};

/// Reads the box whose first ruler starts at `ruler`, where a `+` stands. Linear in its size.
BoxReading read_box_table(std::string_view text, std::size_t ruler);

/// True at a word that is a ruler of a box: `+---+---+`.
bool is_box_ruler(std::string_view word);

}  // namespace kb
