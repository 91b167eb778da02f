#include "parser/fields/dates.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "parser/text/ascii.h"

namespace kb {
namespace {

/// The whole of `text` as a number of at most four digits; -1 otherwise.
int small_number(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

}  // namespace

int month_number(std::string_view name) {
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return 0;
  const std::size_t at = kMonths.find(lower(name.substr(0, 3)));
  return at == std::string_view::npos || at % 3 != 0 ? 0 : int(at / 3) + 1;
}

std::optional<std::string> iso_date(int year, int month, int day) {
  using namespace std::chrono;
  if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
  if (!year_month_day(std::chrono::year(year), std::chrono::month(unsigned(month)),
                      std::chrono::day(unsigned(day)))
           .ok()) {
    return std::nullopt;
  }
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::optional<std::string> parse_header_date(std::string_view text) {
  const auto parts = split(trim(text), '-');
  if (parts.size() != 3) return std::nullopt;
  if (const int month = month_number(parts[1]); month != 0) {
    return iso_date(small_number(parts[2]), month, small_number(parts[0]));
  }
  return iso_date(small_number(parts[0]), small_number(parts[1]), small_number(parts[2]));
}

}  // namespace kb
