// Small readers of ASCII text that several parts of the parser share.
//
// Everything works on bytes of UTF-8 text: bytes >= 0x80 are never blanks, digits or letters here.
// Views returned point into the argument.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kb {

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr char to_lower(char c) { return is_upper(c) ? char(c + 32) : c; }
constexpr char to_upper(char c) { return is_lower(c) ? char(c - 32) : c; }

std::string lower(std::string_view text);
std::string upper(std::string_view text);

/// Equality and prefix test without regard to the case of ASCII letters.
bool iequals(std::string_view a, std::string_view b);
inline bool istarts_with(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  if (prefix.empty()) return true;
  return to_lower(text[0]) == to_lower(prefix[0]) && iequals(text.substr(0, prefix.size()), prefix);
}
/// Position of `needle` in `text` at or after `from`, without regard to ASCII case; npos if none.
std::size_t ifind(std::string_view text, std::string_view needle, std::size_t from = 0);
/// `text` with each `what`, in any ASCII case, replaced by `by`; `what` must not be empty.
std::string ireplaced(std::string_view text, std::string_view what, std::string_view by);

std::string_view trim(std::string_view text);
std::string_view trim_right(std::string_view text);

/// Every run of blanks (line ends included) becomes one blank; none at the ends.
std::string fold_blanks(std::string_view text);

/// The end of the blanks that begin at `pos`, which is at most the text's size.
inline std::size_t skip_blanks(std::string_view text, std::size_t pos) {
  while (pos < text.size() && is_blank(text[pos])) ++pos;
  return pos;
}
/// The end of the run of non-blank characters that begins at `pos`.
inline std::size_t word_end(std::string_view text, std::size_t pos) {
  while (pos < text.size() && !is_blank(text[pos])) ++pos;
  return pos;
}

/// Digits without the zeros in front of them; `0` stays.
inline std::string_view without_zeros(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

/// The lines of `text`, without their "\n". A final "\n" begins no further line; "" has no lines.
std::vector<std::string_view> split_lines(std::string_view text);
/// The runs of non-blank characters.
std::vector<std::string_view> split_words(std::string_view text);
/// The parts between the separators, as they stand, at least one.
std::vector<std::string_view> split(std::string_view text, char separator);

/// True if `text` is one or more `c` and nothing else.
bool is_run_of(std::string_view text, char c);

/// What follows the last `\` or `/` of a path.
std::string_view base_name(std::string_view path);

/// Drops leading and trailing lines that hold only blanks; keeps the first line's indentation.
std::string_view trim_blank_lines(std::string_view text);

}  // namespace kb
