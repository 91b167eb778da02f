#include "corpus/machine/dates.h"

#include <fmt/format.h>

#include "parser/text/ascii.h"

namespace kb {

std::string iso_date(std::int64_t seconds) {
  using namespace std::chrono;
  const year_month_day day(floor<days>(sys_seconds(std::chrono::seconds(seconds))));
  return fmt::format("{:04}-{:02}-{:02}", int(day.year()), unsigned(day.month()),
                     unsigned(day.day()));
}

std::string date_of_seconds(std::int64_t seconds) {
  constexpr std::int64_t k1990 = 631'152'000;
  constexpr std::int64_t k2100 = 4'102'444'800;
  return seconds < k1990 || seconds > k2100 ? std::string() : iso_date(seconds);
}

std::string date_of_filetime(std::uint64_t filetime) {
  constexpr std::int64_t kTo1970 = 11'644'473'600;
  return date_of_seconds(std::int64_t(filetime / 10'000'000) - kTo1970);
}

std::int64_t days_of(const std::string& date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return -1;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) {
      if (!is_digit(date[i])) return -1;
      value = value * 10 + (date[i] - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return -1;
  const std::chrono::year_month_day read{std::chrono::year(year),
                                         std::chrono::month(unsigned(month)),
                                         std::chrono::day(unsigned(day))};
  return read.ok() ? std::chrono::sys_days(read).time_since_epoch().count() : -1;
}

}  // namespace kb
