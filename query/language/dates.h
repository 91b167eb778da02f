// Dates as people type them after `date:`, `before:` and `after:`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// Both days are `YYYYMMDD` as in the date slot; an empty one is an open end.
struct DateRange {
  std::string first;
  std::string last;
};

/// Reads `1999`, `1999-04` or `1999-04-21`, or a range with `..` between two of these or beside
/// one. Ends in the wrong order are exchanged. Returns null if the text is no date or range.
std::optional<DateRange> parse_date_range(std::string_view text);

}  // namespace kb
