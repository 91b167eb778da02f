// The clocks of Windows as dates.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kb {

/// `1999-06-01` in UTC, of seconds since 1970.
std::string iso_date(std::int64_t seconds);

/// The same of a time that a file may not have set: empty unless it lies between 1990 and 2100.
std::string date_of_seconds(std::int64_t seconds);
/// The same of a FILETIME, units of 100 ns since 1601.
std::string date_of_filetime(std::uint64_t filetime);

/// Days since 1970 of an ISO date; -1 for a text that is none.
std::int64_t days_of(const std::string& date);

}  // namespace kb
