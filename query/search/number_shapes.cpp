#include "query/search/number_shapes.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"

namespace kb {
namespace {

std::string_view bare(std::string_view word) {
  constexpr std::string_view kMarks = "\"'()[]{}<>,;:.!?";
  return strip_back(strip_front(word, kMarks), kMarks);
}

bool are_numbers(const std::vector<std::string_view>& parts, std::size_t longest) {
  return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return part.size() <= longest && all_digits(part);
  });
}

bool is_class_id(std::string_view word) {
  const auto parts = split(word, '-');
  return parts.size() == 5 && parts[0].size() == 8 && parts[4].size() == 12 &&
         std::all_of(parts.begin(), parts.end(), all_hex);
}

bool is_date(std::string_view word) {
  for (const char mark : {'/', '-', '.'}) {
    const auto parts = split(word, mark);
    if (parts.size() != 3 || !are_numbers(parts, 4)) continue;
    // `5.5.2448` is a version: a day and a month have two digits, the year four.
    const bool points = mark == '.';
    if (!points || (parts[2].size() == 4 && parts[0].size() <= 2 && parts[1].size() <= 2 &&
                    parts[2] > "1979" && parts[2] < "2100"))
      return true;
  }
  return false;
}

bool is_amount(std::string_view word) {
  const auto parts = split(word, ',');
  return parts.size() > 1 && parts[0].size() <= 3 && are_numbers(parts, 3) &&
         std::all_of(parts.begin() + 1, parts.end(),
                     [](std::string_view part) { return part.size() == 3; });
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> choices) {
  return std::any_of(choices.begin(), choices.end(),
                     [&](std::string_view choice) { return iequals(word, choice); });
}

}  // namespace

std::string_view shape_of(std::string_view word) {
  word = bare(word);
  if (!has_digit(word)) return {};
  if (is_class_id(word)) return "a class id";
  const auto by_colon = split(word, ':');
  if (by_colon.size() == 2 && by_colon[0].size() == 4 && all_hex(by_colon[0]) &&
      (by_colon[1].size() == 4 || by_colon[1].size() == 8) && all_hex(by_colon[1]))
    return "an address";
  if (by_colon.size() > 1 && by_colon.size() < 4 && are_numbers(by_colon, 2)) return "a time";
  if (is_date(word)) return "a date";
  if (is_amount(word)) return "an amount";
  const auto by_point = split(word, '.');
  if (by_point.size() == 4 && are_numbers(by_point, 3)) return "a network address";
  if (by_point.size() > 2 && by_point.size() < 5 && are_numbers(by_point, 6)) return "a version";
  return {};
}

std::string_view role_of(std::string_view text, std::size_t begin) {
  std::string_view behind = text.substr(0, std::min(begin, text.size()));
  behind = strip_back(behind, " \t\r\n\f\v\"");
  if (behind.ends_with('+')) return "an offset";
  const bool equals = behind.ends_with('=');
  if (equals) behind = trim_right(behind.substr(0, behind.size() - 1));
  std::size_t from = behind.size();
  while (from > 0 && is_alnum(behind[from - 1])) --from;
  const std::string_view word = behind.substr(from);
  if (is_any(word, {"at", "address", "base", "offset"})) return "an address";
  if (equals && is_any(word, {"eax", "ebx", "ecx", "edx", "esi", "edi", "esp", "ebp", "eip", "efl",
                              "eflgs", "cs", "ds", "es", "fs", "gs", "ss"}))
    return "the value of a register";
  return {};
}

}  // namespace kb
