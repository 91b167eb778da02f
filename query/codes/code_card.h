// A code card explains one reading of an error code by public tables and the bits of its number.
//
// Names come from mingw-w64's headers (symbols.h), texts from libsamba-errors (messages.h), and
// bits follow the layouts of winerror.h and ntstatus.h (code_bits.h). No index is read;
// error_lookup.h adds what the knowledge base says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/code_dictionary.h"
#include "parser/codes/code_bits.h"
#include "parser/codes/in_queries/code_query.h"

namespace kb {

/// A code that is part of another code.
struct InnerCode {
  CodeFamily family;
  std::string canonical;
  std::vector<std::string> names;
  std::string message;  ///< empty if no table has one
};

struct CodeCard {
  CodeFamily family = CodeFamily::kOther;
  std::string canonical;
  std::optional<std::uint32_t> value;  ///< set for families whose codes are numbers
  std::optional<CodeBits> bits;        ///< set for families whose values have 32 bits (kBits)
  std::vector<std::string> names;      ///< from public tables; may be empty
  std::string message;                 ///< from public tables; may be empty
  std::optional<InnerCode> unwraps_to;
  std::string from;                         ///< header that has the name, or `libsamba-errors`
  std::vector<DictionaryEntry> dictionary;  ///< what articles say; filled by error_lookup.h
  std::size_t articles = 0;                 ///< number that contain it; filled by error_lookup.h

  bool in_tables() const { return !names.empty() || !message.empty(); }
  bool known() const { return in_tables() || !dictionary.empty() || articles != 0; }
};

/// Makes the card of a reading, without the knowledge base.
CodeCard code_card(const CodeReading& reading);

/// Prints the card on one line for people: `0x80070005 = E_ACCESSDENIED, access denied [error,
/// facility WIN32 (7), code 5] holds WIN32:5 ERROR_ACCESS_DENIED`.
std::string one_line(const CodeCard& card);

}  // namespace kb
