// Dates as people type them after `date:`, `before:` and `after:`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// First and last day, `YYYYMMDD` as in the date slot; either may be empty for an open end.
struct DateRange {
  std::string first;
  std::string last;
};

/// `1999`, `1999-04`, `1999-04-21`, and two of these (or one) around `..`. Ends the wrong way round
/// are exchanged. Null if the text is neither.
std::optional<DateRange> parse_date_range(std::string_view text);

}  // namespace kb
