// The cells of a table that is drawn with signs or blanks.
#pragma once

#include <string>
#include <vector>

namespace kb {

struct TableGrid {
  std::vector<std::vector<std::string>> rows;  ///< all of equal length, at least two
  bool header = false;                         ///< the first row names the columns
};

/// The cells of `lines`, tabs as blanks; no rows where the columns are not clear. Two forms:
///
///     +------+------+     lines of a box: cells stand between bars. With a ruler behind every
///     | Name | Size |     row, the lines between two rulers are one row.
///     +------+------+
///
///     Name     Size       a header over a ruler: columns part where all lines have two blanks,
///     -------------       or where the ruler is interrupted.
///     a.dll     120
///
/// Every character that is neither a blank, a bar nor part of a ruler is in exactly one cell.
TableGrid read_grid(const std::vector<std::string>& lines);

}  // namespace kb
