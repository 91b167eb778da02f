#include "parser/file_tables/table_values.h"

#include <algorithm>
#include <array>

#include "parser/fields/dates.h"
#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/contains.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

using namespace std::literals;

constexpr std::array kUnits = {"bytes"sv, "byte"sv, "b"sv, "kb"sv, "k"sv, "mb"sv, "kbytes"sv};
constexpr std::array kNullWords = {"none"sv, "n/a"sv, "na"sv, "-"sv, "--"sv, "---"sv};
constexpr std::array kPlatformWords = {
    "alpha"sv,     "intel"sv,  "x86"sv,     "i386"sv,    "ix86"sv,    "386"sv,    "i486"sv,
    "axp"sv,       "mips"sv,   "ppc"sv,     "powerpc"sv, "ia64"sv,    "winnt"sv,  "nt4"sv,
    "osr2"sv,      "sh3"sv,    "sh4"sv,     "arm720"sv,  "sa1100"sv,  "r3000"sv,  "r4100"sv,
    "r4111"sv,     "r4300"sv,  "ppc403"sv,  "ppc821"sv,  "40bit"sv,   "40-bit"sv, "56bit"sv,
    "56-bit"sv,    "128bit"sv, "128-bit"sv, "<x86>"sv,   "<alpha>"sv, "i64"sv,    "x386"sv,
    "macintosh"sv, "mac"sv,    "alphaaxp"sv};

bool all_x(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return to_lower(c) == 'x'; });
}

/// 1-12, or 0 if the word is no month's name: `Jul`, `July`.
int month_of(std::string_view word) { return is_month(word) ? month_number(word) : 0; }

int number(std::string_view digits) { return leading_number<int>(digits.substr(0, 8)); }

/// `28/08/01` in its three parts; all empty if the word is not of that form.
struct DateParts {
  std::string_view first, second, third;
  bool ok = false;
};

/// `17 July 2001`, `July 17, 2001`.
DateParts split_written_date(std::string_view text) {
  const auto words = split_words(text);
  if (words.size() != 3 || !all_digits(words[2]) || words[2].size() != 4) return {};
  std::string_view second = words[1];
  if (second.ends_with(',')) second.remove_suffix(1);
  const bool day_first = all_digits(words[0]) && words[0].size() < 3 && is_month(second);
  const bool month_first = is_month(words[0]) && all_digits(second) && second.size() < 3;
  return {words[0], second, words[2], day_first || month_first};
}

DateParts split_date(std::string_view word) {
  if (word.size() < 5 || word.size() > 18) return {};
  if (word.find(' ') != std::string_view::npos) return split_written_date(word);
  const std::size_t one = word.find_first_of("/-");
  if (one == std::string_view::npos) return {};
  const std::size_t two = word.find(word[one], one + 1);
  if (two == std::string_view::npos) return {};
  const DateParts parts{word.substr(0, one), word.substr(one + 1, two - one - 1),
                        word.substr(two + 1), true};
  const auto fits = [](std::string_view part) {
    return (all_digits(part) && part.size() <= 4) || (all_x(part) && part.size() <= 4);
  };
  const bool named = month_of(parts.first) != 0 || month_of(parts.second) != 0;
  const bool first = fits(parts.first) || month_of(parts.first) != 0;
  const bool second = fits(parts.second) || month_of(parts.second) != 0;
  if (!first || !second || !fits(parts.third)) return {};
  if (!named && parts.first.size() > 2 && parts.first.size() != 4) return {};
  if (!named && parts.second.size() > 2) return {};
  return parts;
}

/// Two or four digits; 0 for anything else.
int full_year(std::string_view digits) {
  if (!all_digits(digits)) return 0;
  const int value = number(digits);
  if (digits.size() == 4) return value >= 1900 && value < 2100 ? value : 0;
  if (digits.size() != 2) return 0;
  return value < 70 ? 2000 + value : 1900 + value;
}

std::optional<std::string> numeric_date(const DateParts& date, DateOrder order) {
  const bool year_first = date.first.size() == 4 || order == DateOrder::kYearFirst;
  const int year = full_year(year_first ? date.first : date.third);
  if (year == 0 || !all_digits(date.first) || !all_digits(date.second) || !all_digits(date.third))
    return std::nullopt;
  if (year_first) return iso_date(year, number(date.second), number(date.third));
  if (order == DateOrder::kDayFirst) return iso_date(year, number(date.second), number(date.first));
  return iso_date(year, number(date.first), number(date.second));
}

/// The clock part of a time and the letter of its half of the day, 'a', 'p' or 0.
struct Clock {
  std::string_view hour, minute;
  char half = 0;
  bool ok = false;
};

/// 'a' or 'p' of `AM`, `p`, `P.M.`; 0 if the word is neither.
char half_of_day(std::string_view word) {
  if (word.empty() || word.size() > 4) return 0;
  const char half = to_lower(word.front());
  if (half != 'a' && half != 'p') return 0;
  const std::string rest = lower(word.substr(1));
  return rest.empty() || rest == "m" || rest == ".m." || rest == ".m" || rest == "m." ? half : '\0';
}

Clock split_clock(std::string_view word, char separator) {
  if (word.size() < 4 || word.size() > 14) return {};
  const std::size_t mark = word.find(separator);
  if (mark == std::string_view::npos || mark == 0 || mark > 2) return {};
  Clock clock{word.substr(0, mark), word.substr(mark + 1, 2), 0, false};
  std::string_view rest = word.substr(std::min(word.size(), mark + 3));
  if (rest.size() >= 3 && rest[0] == ':' && is_digit(rest[1]) && is_digit(rest[2]))
    rest.remove_prefix(3);
  if (!rest.empty() && (clock.half = half_of_day(rest)) == 0) return {};
  const bool digits = all_digits(clock.hour) && all_digits(clock.minute);
  clock.ok = clock.minute.size() == 2 && (digits || (all_x(clock.hour) && all_x(clock.minute)));
  return clock;
}

/// Where the digits, commas and dots of a size end.
std::size_t digits_end(std::string_view word) {
  const std::size_t end = word.find_first_not_of("0123456789,.");
  return end == std::string_view::npos ? word.size() : end;
}

/// Digits in groups of three after the first, all separated by `separator`.
bool well_grouped(std::string_view digits, char separator) {
  const auto groups = split(digits, separator);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!all_digits(groups[i])) return false;
    if (i > 0 ? groups[i].size() != 3 : groups.size() > 1 && groups[i].size() > 3) return false;
  }
  return true;
}

bool is_version_part(std::string_view part) {
  if (part.empty() || part.size() > 10) return false;
  if (all_x(part)) return true;
  const std::size_t letters = std::size_t(std::count_if(part.begin(), part.end(), is_alpha));
  return is_digit(part.front()) && letters <= 3 &&
         std::all_of(part.begin(), part.end(), is_alnum) &&
         (letters == 0 || std::all_of(part.end() - std::ptrdiff_t(letters), part.end(), is_alpha));
}

bool is_file_char(char c) {
  return is_alnum(c) || "_-$~!%\\:.()&+#@'{}"sv.find(c) != std::string_view::npos ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// `dll`, `386`, `xv2`, `class`; digits alone need a name with letters before them.
bool is_extension(std::string_view extension, std::string_view stem) {
  if (extension.empty() || extension.size() > 6) return false;
  if (!std::all_of(extension.begin(), extension.end(),
                   [](char c) { return is_alnum(c) || c == '_' || c == '$'; }))
    return false;
  if (all_digits(extension)) return extension.size() == 3 && has_letter(stem);
  return true;
}

}  // namespace

bool is_month(std::string_view word) {
  constexpr std::array kNames = {"january"sv,   "february"sv, "march"sv,    "april"sv,
                                 "may"sv,       "june"sv,     "july"sv,     "august"sv,
                                 "september"sv, "october"sv,  "november"sv, "december"sv};
  return std::any_of(kNames.begin(), kNames.end(), [word](std::string_view name) {
    return iequals(word, name) || iequals(word, name.substr(0, 3)) || iequals(word, "sept");
  });
}

bool looks_like_date(std::string_view word) { return split_date(word).ok; }

std::optional<std::string> read_date(std::string_view word, DateOrder order) {
  const DateParts date = split_date(word);
  if (!date.ok) return std::nullopt;
  if (const int month = month_of(date.second); month != 0 && all_digits(date.first))
    return full_year(date.third) == 0 ? std::nullopt
                                      : iso_date(full_year(date.third), month, number(date.first));
  if (const int month = month_of(date.first); month != 0 && all_digits(date.second))
    return full_year(date.third) == 0 ? std::nullopt
                                      : iso_date(full_year(date.third), month, number(date.second));
  return numeric_date(date, order);
}

std::optional<DateOrder> proven_order(std::string_view word) {
  const DateParts date = split_date(word);
  if (!date.ok || !all_digits(date.first) || !all_digits(date.second) || !all_digits(date.third))
    return std::nullopt;
  const int first = number(date.first);
  if (first == 0 || first > 31) return DateOrder::kYearFirst;
  if (first > 12) return DateOrder::kDayFirst;
  if (number(date.second) > 12) return DateOrder::kMonthFirst;
  return std::nullopt;
}

bool looks_like_time(std::string_view word) { return split_clock(word, ':').ok; }

bool looks_like_dotted_time(std::string_view word) { return split_clock(word, '.').ok; }

bool is_meridiem(std::string_view word) {
  return half_of_day(word) != 0 || iequals(word, "midnight") || iequals(word, "noon");
}

std::optional<std::string> read_time(std::string_view word, std::string_view meridiem) {
  Clock clock = split_clock(word, ':');
  if (!clock.ok) clock = split_clock(word, '.');
  if (!clock.ok || !all_digits(clock.hour)) return std::nullopt;
  char half = clock.half != 0 ? clock.half : half_of_day(meridiem);
  if (iequals(meridiem, "midnight")) half = 'a';
  if (iequals(meridiem, "noon")) half = 'p';
  int hour = number(clock.hour);
  const int minute = number(clock.minute);
  if (half != 0 && hour <= 12) hour = hour % 12 + (half == 'p' ? 12 : 0);
  if (hour > 23 || minute > 59) return std::nullopt;
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%02d:%02d", hour, minute);
  return std::string(out.data());
}

bool is_size_unit(std::string_view word) { return is_one_of(word, kUnits); }

bool looks_like_size(std::string_view word) {
  if (word.empty() || !is_digit(word.front()) || word.size() > 20) return false;
  const std::size_t end = digits_end(word);
  const std::string_view unit = word.substr(end);
  if (!unit.empty()) return is_size_unit(unit);
  return word.find('.') == std::string_view::npos && is_digit(word.back());
}

bool is_decimal(std::string_view word) {
  const auto parts = split(word.substr(0, 24), '.');
  if (parts.size() != 2) return false;
  return all_digits(parts[1]) && !parts[0].empty() && well_grouped(parts[0], ',');
}

PrintedSize read_size(std::string_view word, std::string_view unit) {
  const std::size_t end = digits_end(word);
  const std::string_view digits = word.substr(0, end);
  const std::string_view printed_unit = end < word.size() ? word.substr(end) : unit;
  if (!printed_unit.empty() && to_lower(printed_unit.front()) != 'b') return {};
  const char separator = digits.find('.') != std::string_view::npos ? '.' : ',';
  if (!well_grouped(digits, separator) || digits.size() > 18) return {std::nullopt, false};
  std::uint64_t bytes = 0;
  for (const char c : digits)
    if (is_digit(c)) bytes = bytes * 10 + std::uint64_t(c - '0');
  return {bytes, true};
}

bool looks_like_version(std::string_view word) {
  if (word.size() < 3 || word.size() > 40 || !is_digit(word.front())) return false;
  const bool build = word.back() == ')' && word.find('(') > word.find('.');  // 1.2(786)
  if (build) word.remove_suffix(1);
  if (!build && word.find('(') != std::string_view::npos) return false;
  std::size_t parts = 0;
  std::size_t colons = 0;
  for (std::size_t begin = 0; begin <= word.size(); ++parts) {
    const std::size_t end = std::min(word.find_first_of(".:(", begin), word.size());
    if (!is_version_part(word.substr(begin, end - begin))) return false;
    if (end < word.size() && word[end] == ':') ++colons;
    begin = end + 1;
  }
  return parts >= 2 && parts <= 6 && colons < parts - 1;
}

bool looks_like_file(std::string_view word) {
  word = strip_back(word, "*,");
  if (word.size() < 3 || word.size() > 120 || looks_like_version(word)) return false;
  const std::size_t dot = word.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view stem = word.substr(0, dot);
  const std::string_view extension = word.substr(dot + 1);
  if (all_x(stem) && all_x(extension)) return false;
  if (stem.find("://") != std::string_view::npos || stem.back() == '.') return false;
  return is_extension(extension, stem) && std::all_of(stem.begin(), stem.end(), is_file_char) &&
         std::any_of(stem.begin(), stem.end(), is_alnum);
}

bool is_null_word(std::string_view word) { return is_one_of(word, kNullWords); }

bool is_platform_word(std::string_view word) {
  word = drop_outer_parentheses(word);
  const bool windows =
      istarts_with(word, "win") && word.size() < 9 && is_alnum(word.back()) && has_digit(word);
  return windows || is_one_of(word, kPlatformWords);
}

std::string_view drop_outer_parentheses(std::string_view text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return text;
  const std::string_view inner = text.substr(1, text.size() - 2);
  if (inner.find_first_of("()") != std::string_view::npos) return text;
  return trim(inner);
}

}  // namespace kb
