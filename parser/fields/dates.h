// Dates as KB articles and pages print them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// ISO `YYYY-MM-DD` of `22-FEB-2001` or `3-may-1991`; also accepts ISO itself (company articles).
/// Null if the text is no date of the calendar.
std::optional<std::string> parse_header_date(std::string_view text);

/// ISO form of a date as pages print it: `October 21, 1997`, `21 October 1997`, `9/23/2005` (month
/// first, unless that can't be), `01-21-1996`, `1997/10/21`, `9/23/97` (1970 to 2069), and all that
/// parse_header_date reads; a weekday before it and a time of day behind it are passed over. Null
/// for anything else.
std::optional<std::string> parse_printed_date(std::string_view text);

/// ISO form of a calendar date; null if there is no such day.
std::optional<std::string> iso_date(int year, int month, int day);

/// 1..12 for an English month name of three or more letters in any case, else 0.
int month_number(std::string_view name);

}  // namespace kb
