#include "parser/codes/code_numbers.h"

#include <algorithm>

#include "parser/text/ascii.h"
#include "parser/text/characters.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr bool is_word(char c) { return is_alnum(c) || c == '_'; }

std::string_view without_leading_zeros(std::string_view digits) {
  while (digits.size() > 8 && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

// C's suffixes of long and unsigned constants; F is a digit, so only l and u.
std::string_view without_suffix(std::string_view digits) {
  for (int i = 0; i < 2 && digits.size() > 1; ++i) {
    const char last = to_lower(digits.back());
    if (last == 'l' || last == 'u') digits.remove_suffix(1);
  }
  return digits;
}

std::size_t hex_group(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end < at + 13 && is_hex(text[end])) ++end;
  return end - at;
}

// 8-4-4-...: the first group of a GUID. (8-4-8 is an error number of Exchange.)
bool begins_guid(std::string_view text, std::size_t end) {
  for (int group = 0; group < 2; ++group) {
    if (end >= text.size() || text[end] != '-' || hex_group(text, end + 1) != 4) return false;
    end += 5;
  }
  return end < text.size() && text[end] == '-';
}

// A minus sign, not a dash: `5-10`, `x-1` and `--1` have none.
bool has_minus(std::string_view text, std::size_t begin) {
  if (begin == 0 || text[begin - 1] != '-') return false;
  return begin == 1 || !(is_word(text[begin - 2]) || text[begin - 2] == '-');
}

bool goes_on_as_fraction(std::string_view text, std::size_t end) {
  return end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1]);
}

std::optional<Number> decimal_at(std::string_view text, std::size_t begin, std::size_t end,
                                 std::string_view digits) {
  const auto value = whole_number<std::uint32_t>(digits);
  if (!value) return std::nullopt;
  if (has_minus(text, begin) && *value <= 0x80000000U && !goes_on_as_fraction(text, end)) {
    return Number{begin - 1, end, std::uint32_t(0) - *value, Notation::kNegative};
  }
  if (digits.size() == 10 && *value >= 0x80000000U) {
    return Number{begin, end, *value, Notation::kUnsigned};
  }
  return std::nullopt;
}

std::optional<Number> hexadecimal_at(std::size_t begin, std::size_t end, std::string_view digits,
                                     Notation notation) {
  const auto value = hex_of(digits);
  return value ? std::optional(Number{begin, end, *value, notation}) : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> decimal_of(std::string_view digits) {
  return digits.size() <= 10 ? whole_number<std::uint32_t>(digits) : std::nullopt;
}

std::optional<std::uint32_t> hex_of(std::string_view digits) {
  return digits.size() <= 8 ? whole_number<std::uint32_t>(digits, 16) : std::nullopt;
}

std::optional<Number> number_at(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const std::string_view plain = without_suffix(word);
  if (word.size() > 2 && word[0] == '0' && to_lower(word[1]) == 'x') {
    return hexadecimal_at(begin, end, plain.substr(2), Notation::kHexPrefixed);
  }
  if (begin > 0 && text[begin - 1] == '&' && to_lower(word[0]) == 'h') {
    return hexadecimal_at(begin - 1, end, plain.substr(1), Notation::kHexBasic);
  }
  if (all_digits(plain)) {
    const auto number = decimal_at(text, begin, end, plain);
    if (number) return number;
  }
  if (plain.size() == 8 && all_hex(plain)) {
    return begins_guid(text, end) ? std::nullopt
                                  : hexadecimal_at(begin, end, plain, Notation::kHexBare);
  }
  if (word.size() > 1 && to_lower(word.back()) == 'h') {
    const std::string_view digits = word.substr(0, word.size() - 1);
    if (!has_digit(digits)) return std::nullopt;
    return hexadecimal_at(begin, end, without_leading_zeros(digits), Notation::kHexSuffixed);
  }
  return std::nullopt;
}

std::vector<std::uint32_t> find_numbers(std::string_view text) {
  std::vector<std::uint32_t> values;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == begin) continue;
    const std::string_view word = text.substr(begin, end - begin);
    const bool basic = begin > 0 && text[begin - 1] == '&';
    if (has_digit(word) || basic || (word.size() == 8 && all_hex(word))) {
      if (const auto number = number_at(text, begin, end)) values.push_back(number->value);
    }
    begin = end;
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace kb
