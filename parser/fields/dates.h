// Dates as KB articles print them in their headers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// ISO `YYYY-MM-DD` of `22-FEB-2001` or `3-may-1991`; also accepts ISO itself (company articles).
/// Null if the text is no date of the calendar.
std::optional<std::string> parse_header_date(std::string_view text);

/// ISO form of a calendar date; null if there is no such day.
std::optional<std::string> iso_date(int year, int month, int day);

/// 1..12 for an English month name of three or more letters in any case, else 0.
int month_number(std::string_view name);

}  // namespace kb
