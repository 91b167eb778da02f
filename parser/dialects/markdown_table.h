// Tables that Markdown draws with bars, which cmark reads as paragraphs.
//
//   | File name | Version |      a line with bars, then a line of bars, dashes and colons,
//   | --- | ---: |              then rows; outer bars may be missing
//   | a1.dll | 5.5 |
//
// They are rendered as the boxes that KB articles draw, so that people see columns and the readers
// of tables (box_table.h) understand them:
//
//   +------------------+
//   | File name | Ver. |
//   +------------------+
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// True if the first two lines of `paragraph` are the head and the ruler of such a table.
bool is_pipe_table(std::string_view paragraph);

/// The table as a box; cells wider than 40 characters are not lined up.
std::string render_pipe_table(std::string_view paragraph);

/// Rows of cells as such a box, the first row as its head. Empty if there are no rows.
std::string render_box_table(const std::vector<std::vector<std::string_view>>& rows);

}  // namespace kb
