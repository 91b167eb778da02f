#include "query/language/dates.h"

#include <algorithm>
#include <chrono>

#include "parser/text/ascii.h"

namespace kb {
namespace {

/// True if the month and the day, where they are given, are in the calendar.
bool is_in_calendar(const std::string& digits) {
  const auto number = [&](std::size_t at) {
    return unsigned(digits[at] - '0') * 10 + unsigned(digits[at + 1] - '0');
  };
  if (digits.size() == 4) return true;
  const std::chrono::year year(int(number(0) * 100 + number(2)));
  const std::chrono::day day(digits.size() == 8 ? number(6) : 1);
  return (year / std::chrono::month(number(4)) / day).ok();
}

/// Returns the digits of `1999`, `1999-04` or `1999-04-21`; empty if the text is none of them.
std::string date_digits(std::string_view text) {
  std::string digits;
  for (const char c : trim(text)) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != '-' && c != '/') {
      return {};
    }
  }
  const bool whole = digits.size() == 4 || digits.size() == 6 || digits.size() == 8;
  return whole && is_in_calendar(digits) ? digits : std::string();
}

std::string first_day(std::string digits) {
  constexpr std::string_view kFirst = "00000101";
  return digits.append(kFirst.substr(digits.size()));
}

std::string last_day(std::string digits) {
  constexpr std::string_view kLast = "00001231";
  return digits.append(kLast.substr(digits.size()));
}

}  // namespace

std::optional<DateRange> parse_date_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const std::string digits = date_digits(text);
    if (digits.empty()) return std::nullopt;
    return DateRange{first_day(digits), last_day(digits)};
  }
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = text.substr(dots + 2);
  std::string a = date_digits(from);
  std::string b = date_digits(to);
  if ((a.empty() && !trim(from).empty()) || (b.empty() && !trim(to).empty())) return std::nullopt;
  if (a.empty() && b.empty()) return std::nullopt;
  if (!a.empty() && !b.empty() && first_day(a) > last_day(b)) std::swap(a, b);
  return DateRange{a.empty() ? "" : first_day(a), b.empty() ? "" : last_day(b)};
}

}  // namespace kb
