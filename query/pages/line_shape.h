// What one line of an article looks like: the evidence from which blocks.h draws its blocks.
//
// Every function is total, linear in its line and knows nothing of the lines around it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// The sign in front of a list item: `-`, `*`, `o`, `1.`, `12)`, `(a)`, `b.`.
struct ListMarker {
  std::string_view sign;   ///< as printed
  std::size_t length = 0;  ///< of the sign and the blanks behind it
  bool bullet = false;     ///< no number or letter
  int number = 0;          ///< 1 for `1.`, `a)`; 0 for bullets
};

/// The marker that `line`, which has no leading blanks, starts with; null if none or if nothing
/// follows it.
std::optional<ListMarker> list_marker(std::string_view line);

/// True for a line of nothing but `-`, `=`, `_`, `~`, `*` and blanks, at least three signs in a row
/// in every run, the same sign throughout: an underline, the ruler of a table, a divider.
bool is_ruler(std::string_view line);

/// True for `+----+----+` and for `|----|----|`, the rulers of drawn tables.
bool is_box_line(std::string_view line);

/// True for `| cell | cell |`.
bool is_box_row(std::string_view line);

/// Number of places where two columns may part: three blanks, or two that end no sentence, with
/// text on both sides.
std::size_t count_gaps(std::string_view line);

/// True for a line that a programming language, a command line or a settings file would hold.
bool is_code_line(std::string_view line);

/// True for a line with the small words of a sentence.
bool is_prose_line(std::string_view line);

/// `line` with tabs as blanks, to columns that are multiples of eight.
std::string expand_tabs(std::string_view line);

}  // namespace kb
