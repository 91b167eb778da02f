#include "parser/codes/in_queries/pasted_text.h"

#include <array>
#include <optional>

#include "parser/codes/in_articles/code_context.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

/// A piece of the original that stands for one character, or for none.
struct Piece {
  std::size_t size;
  char character;
  bool dropped = false;
};

// A character of U+FF01..U+FF5E as ASCII; 0 if the three bytes are none.
char full_width(std::string_view bytes) {
  if (bytes.size() < 3 || bytes[0] != '\xEF') return 0;
  const unsigned second = static_cast<unsigned char>(bytes[1]);
  const unsigned third = static_cast<unsigned char>(bytes[2]);
  if (third < 0x80 || third > 0xBF) return 0;
  const unsigned code = ((second & 0x3FU) << 6) | (third & 0x3FU);  // low 12 bits of U+Fxxx
  return (second == 0xBC || second == 0xBD) && code >= 0xF01U && code <= 0xF5EU
             ? static_cast<char>(code - 0xF01U + 0x21U)
             : '\0';
}

std::optional<Piece> wide_character(std::string_view rest) {
  if (const char wide = full_width(rest.substr(0, 3))) return Piece{3, wide};
  struct Replaced {
    std::string_view bytes;
    char by;
  };
  static constexpr std::array<Replaced, 8> kReplaced = {{{"\xE2\x88\x92", '-'},
                                                         {"\xE2\x80\x93", '-'},
                                                         {"\xE2\x80\x94", '-'},
                                                         {"\xE2\x80\x98", '\''},
                                                         {"\xE2\x80\x99", '\''},
                                                         {"\xE2\x80\x9C", '"'},
                                                         {"\xE2\x80\x9D", '"'},
                                                         {"\xC2\xA0", ' '}}};
  for (const Replaced& replaced : kReplaced) {
    if (rest.starts_with(replaced.bytes)) return Piece{replaced.bytes.size(), replaced.by};
  }
  return std::nullopt;
}

// `&#39;`, `&#x27;`, `&quot;`: only those of ASCII characters.
std::optional<Piece> entity(std::string_view rest) {
  const std::size_t end = rest.substr(0, 8).find(';');
  if (end == std::string_view::npos || end < 3) return std::nullopt;
  const std::string_view name = rest.substr(1, end - 1);
  if (name[0] == '#') {
    const bool hex = to_lower(name[1]) == 'x';
    const auto number = hex ? hex_of(name.substr(2)) : decimal_of(name.substr(1));
    if (!number || *number < 0x20 || *number > 0xA0) return std::nullopt;
    return Piece{end + 1, *number < 0x7F ? char(*number) : ' '};
  }
  static constexpr std::array<std::pair<std::string_view, char>, 6> kNamed = {
      {{"quot", '"'}, {"apos", '\''}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"nbsp", ' '}}};
  for (const auto& [named, character] : kNamed) {
    if (name == named) return Piece{end + 1, character};
  }
  return std::nullopt;
}

// A backslash in front of a mark, as Markdown has it and no path does.
bool is_escape(std::string_view text, std::size_t i) {
  const char next = i + 1 < text.size() ? text[i + 1] : ' ';
  const char before = i > 0 ? text[i - 1] : ' ';
  if (std::string_view("()[]'\"`").find(next) != std::string_view::npos) return true;
  const char later = i + 2 < text.size() ? text[i + 2] : ' ';
  if (next == '_') return is_alnum(before) && is_upper(later);
  return next == '-' && is_digit(later) && !is_alnum(before);
}

// The blank of `error - 1018`, where -1018 is an error of Jet.
bool sets_off_a_minus(std::string_view done, std::string_view rest) {
  if (!done.ends_with(" -") || rest.size() < 4) return false;
  std::size_t end = 1;
  while (end < rest.size() && is_digit(rest[end]) && end < 6) ++end;
  const auto number = decimal_of(rest.substr(1, end - 1));
  if (!number || *number < 100 || (end < rest.size() && is_word_char(rest[end]))) return false;
  Before before(done, done.size() - 2);
  return is_one_of(before.word(0), {"error", "errors", "err", "code"}) &&
         !symbols_of(std::uint32_t(0) - *number, CodeFamily::kJet).empty();
}

Piece piece_at(std::string_view pasted, std::size_t i, std::string_view done) {
  const char c = pasted[i];
  if (c == '`') return {1, '\''};
  if (c == '\\' && is_escape(pasted, i)) return {1, ' ', true};
  if (is_blank(c)) return {1, ' ', sets_off_a_minus(done, pasted.substr(i, 8))};
  if (c == '&') {
    if (const auto named = entity(pasted.substr(i))) return *named;
  }
  if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
    if (const auto wide = wide_character(pasted.substr(i, 3))) return *wide;
  }
  return {1, c};
}

}  // namespace

PastedText plain_text(std::string_view pasted) {
  PastedText plain;
  plain.text.reserve(pasted.size());
  plain.begins.reserve(pasted.size());
  plain.ends.reserve(pasted.size());
  for (std::size_t i = 0; i < pasted.size();) {
    const Piece piece = piece_at(pasted, i, plain.text);
    if (!piece.dropped) {
      plain.begins.push_back(i);
      plain.ends.push_back(i + piece.size);
      plain.text += piece.character;
    }
    i += piece.size;
  }
  return plain;
}

}  // namespace kb
