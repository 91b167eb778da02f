// Bytes of a file to the text the parser works on.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// UTF-8 text of `bytes`: a byte order mark is dropped, CRLF and lone CR become LF, and a text that
/// is not valid UTF-8 as a whole is read in the character set that it names as a page (charsets.h), else
/// as Windows code page 1252, whose five holes (0x81, 0x8D,
/// 0x8F, 0x90, 0x9D) become U+FFFD. UTF-16 with a byte order mark is converted too. Every other
/// character stays, control characters and NUL included. Never fails; linear in the input.
std::string to_utf8(std::string_view bytes);

/// True if `text` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_valid_utf8(std::string_view text);

/// What begins at one byte of a text.
struct Utf8Step {
  std::size_t length;  ///< in bytes, at least 1
  bool valid;          ///< one character; else bytes that together are one U+FFFD
};
/// The step at `i`, which must be in `text`. Of bytes that form no character, as many as could have
/// begun one are one step (Unicode 15, 3.9, "maximal subpart"; what nlohmann::json replaces).
Utf8Step utf8_step(std::string_view text, std::size_t i);

/// True if a cut at `at` would go through a character of valid UTF-8 text.
constexpr bool splits_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// The beginning of valid UTF-8 text: at most `most` bytes, no character cut.
std::string_view utf8_prefix(std::string_view text, std::size_t most);

/// Appends the UTF-8 form of a code point; anything that is no scalar value becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);

/// The character that `byte` stands for in Windows code page 1252; U+FFFD for its holes.
char32_t from_cp1252(unsigned char byte);

/// Number of code points in valid UTF-8 text.
std::size_t count_code_points(std::string_view text);

/// Gives back the bytes that the Markdown archive prints as `<XX>`: two upper-case hexadecimal
/// digits of a byte from 0x7F on that the flat files really hold. `<F1>` and the like in other
/// articles are names of keys: call this only for articles that were made from a flat file.
std::string restore_archived_bytes(std::string_view text);

}  // namespace kb
