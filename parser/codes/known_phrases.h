// Closed lists the error-code rules look things up in. Sources: the prefixes and ranges are those
// of the tools' message manuals as they occur in the archive; system messages are the beginnings
// of the texts Windows prints; event sources those the archive's event blocks name most often.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace kb {

/// True for a message number of a compiler, linker, assembler, debugger or run-time library, given
/// as prefix in capitals and four digits: `C` 1001, `LNK` 2001, `R` 6009.
bool is_tool_code(std::string_view prefix, std::uint32_t number);
/// A prefix of one letter: needs a context, since paper sizes and part numbers look alike.
bool is_weak_tool_prefix(std::string_view prefix);

/// True if `text` begins (blanks and quotes skipped) with the message Windows prints for a system
/// error.
bool begins_with_system_message(std::uint32_t error, std::string_view text);
/// True if the text contains the beginning of the error's message.
bool contains_system_message(std::uint32_t error, std::string_view text);

/// True if `text` begins with the reason phrase of an HTTP status, as `404` ` Not Found`.
bool begins_with_http_phrase(std::uint32_t status, std::string_view text);
/// The same for a reply of an SMTP server: `550` ` Relaying denied`.
bool begins_with_smtp_phrase(std::uint32_t reply, std::string_view text);

/// The longest known event source `text` begins with; its length, 0 if none.
std::size_t known_event_source(std::string_view text);

/// A name of a Win32 function that sets the last error.
bool is_win32_function(std::string_view word);

/// `minutes`, `bytes`, `times`: a word that makes the number before it a quantity.
bool is_unit(std::string_view word);

}  // namespace kb
