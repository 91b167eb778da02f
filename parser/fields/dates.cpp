#include "parser/fields/dates.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

/// The whole of `text` as a number of at most four digits; -1 otherwise.
int small_number(std::string_view text) {
  return text.size() > 4 ? -1 : whole_number<int>(text).value_or(-1);
}

/// 97 is 1997, 05 is 2005; a year of four digits is itself.
int full_year(std::string_view digits) {
  const int year = small_number(digits);
  if (digits.size() != 2 || year < 0) return year;
  return year + (year < 70 ? 2000 : 1900);
}

/// `9/23/2005`, `01-21-1996`, `1997/10/21`, `23.9.2005`.
std::optional<std::string> numbers_date(std::string_view text, char separator) {
  const auto parts = split(text, separator);
  if (parts.size() != 3) return std::nullopt;
  if (parts[0].size() == 4) {
    return iso_date(small_number(parts[0]), small_number(parts[1]), small_number(parts[2]));
  }
  int month = small_number(parts[0]);
  int day = small_number(parts[1]);
  if (month > 12 || separator == '.') std::swap(month, day);
  return iso_date(full_year(parts[2]), month, day);
}

/// `October 21, 1997`, `21 October 1997`; `words` may go on.
std::optional<std::string> words_date(const std::vector<std::string_view>& words) {
  if (words.size() < 3) return std::nullopt;
  const bool month_first = month_number(words[0]) != 0;
  std::string_view day = words[month_first ? 1 : 0];
  const int month = month_number(words[month_first ? 0 : 1]);
  std::string_view year = words[2];
  for (std::string_view* word : {&day, &year}) {
    while (!word->empty() && !is_digit(word->back())) word->remove_suffix(1);
  }
  return iso_date(year.size() == 4 ? small_number(year) : -1, month, small_number(day));
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

std::optional<std::string> parse_printed_date(std::string_view text) {
  auto words = split_words(text);
  if (!words.empty() && words[0].ends_with(',') && is_alpha(words[0].front())) {
    words.erase(words.begin());  // `Monday,`
  }
  if (words.empty()) return std::nullopt;
  std::string_view first = words[0].substr(0, words[0].find('T', 8));
  while (first.ends_with(',') || first.ends_with('.')) first.remove_suffix(1);
  if (auto date = parse_header_date(first)) return date;
  for (const char separator : {'/', '-', '.'}) {
    if (auto date = numbers_date(first, separator)) return date;
  }
  return words_date(words);
}

}  // namespace kb
