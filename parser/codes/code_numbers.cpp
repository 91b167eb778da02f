#include "parser/codes/code_numbers.h"

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr bool is_word(char c) { return is_alnum(c) || c == '_'; }

// What the characters of a word are, or'ed together.
enum : unsigned char { kWord = 1, kDigit = 2, kHexLetter = 4, kOtherLetter = 8 };

constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> classes{};
  for (unsigned i = 0; i < 128; ++i) {
    const char c = char(i);
    if (is_digit(c)) {
      classes[i] = kWord | kDigit;
    } else if (is_hex(c)) {
      classes[i] = kWord | kHexLetter;
    } else if (is_word(c)) {
      classes[i] = kWord | kOtherLetter;
    }
  }
  return classes;
}
constexpr auto kClasses = make_classes();

bool all_hex(std::string_view word) { return std::all_of(word.begin(), word.end(), is_hex); }
bool all_digits(std::string_view word) { return std::all_of(word.begin(), word.end(), is_digit); }

std::uint32_t hex_value(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    value = value * 16 + std::uint32_t(is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10);
  }
  return value;
}

// Decimal digits as a number; npos-like maximum where it would exceed 2^33.
std::uint64_t decimal_value(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    value = value * 10 + std::uint64_t(c - '0');
    if (value >> 33 != 0) return ~0ULL;
  }
  return value;
}

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

bool is_hex_number(std::string_view digits) {
  return !digits.empty() && digits.size() <= 8 && all_hex(digits);
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
  const std::uint64_t value = decimal_value(digits);
  if (has_minus(text, begin) && value <= 0x80000000ULL && !goes_on_as_fraction(text, end)) {
    return Number{begin - 1, end, std::uint32_t(0) - std::uint32_t(value), Notation::kNegative};
  }
  if (digits.size() == 10 && value >= 0x80000000ULL && value <= 0xFFFFFFFFULL) {
    return Number{begin, end, std::uint32_t(value), Notation::kUnsigned};
  }
  return std::nullopt;
}

std::optional<Number> prefixed_at(std::size_t begin, std::size_t end, std::string_view digits,
                                  Notation notation) {
  if (!is_hex_number(digits)) return std::nullopt;
  return Number{begin, end, hex_value(digits), notation};
}

}  // namespace

std::optional<Number> number_at(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(begin, end - begin);
  const std::string_view plain = without_suffix(word);
  if (word.size() > 2 && word[0] == '0' && to_lower(word[1]) == 'x') {
    return prefixed_at(begin, end, plain.substr(2), Notation::kHexPrefixed);
  }
  if (begin > 0 && text[begin - 1] == '&' && to_lower(word[0]) == 'h') {
    return prefixed_at(begin - 1, end, plain.substr(1), Notation::kHexBasic);
  }
  if (all_digits(plain)) {
    const auto number = decimal_at(text, begin, end, plain);
    if (number) return number;
  }
  if (plain.size() == 8 && all_hex(plain)) {
    if (begins_guid(text, end)) return std::nullopt;
    return Number{begin, end, hex_value(plain), Notation::kHexBare};
  }
  if (word.size() > 1 && to_lower(word.back()) == 'h') {
    const std::string_view digits = word.substr(0, word.size() - 1);
    if (!std::any_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
    return prefixed_at(begin, end, without_leading_zeros(digits), Notation::kHexSuffixed);
  }
  return std::nullopt;
}

std::vector<std::uint32_t> find_numbers(std::string_view text) {
  std::vector<std::uint32_t> values;
  const std::size_t size = text.size();
  for (std::size_t i = 0; i < size;) {
    unsigned char flags = kClasses[static_cast<unsigned char>(text[i])];
    if (flags == 0) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (++i < size) {
      const unsigned char next = kClasses[static_cast<unsigned char>(text[i])];
      if (next == 0) break;
      flags |= next;
    }
    const bool letters_only = (flags & kDigit) == 0;
    const bool eight_hex = i - begin == 8 && flags == (kWord | kHexLetter);
    const bool basic = begin > 0 && text[begin - 1] == '&';
    if (letters_only && !eight_hex && !basic) continue;
    if (const auto number = number_at(text, begin, i)) values.push_back(number->value);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

}  // namespace kb
