// One reading of an error code, explained: what public tables and the bits of the number say.
//
// Pure: no index is asked (error_lookup.h adds what the knowledge base says). Sources: names from
// mingw-w64's headers (symbols.h), texts from libsamba-errors (messages.h), bits by the layouts of
// winerror.h and ntstatus.h (code_bits.h).
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

/// A code another code holds, with its names.
struct InnerCode {
  CodeFamily family;
  std::string canonical;
  std::vector<std::string> names;
  std::string message;  ///< empty if no table has one
};

/// A reading and what is known of it.
struct CodeCard {
  CodeFamily family = CodeFamily::kOther;
  std::string canonical;
  std::optional<std::uint32_t> value;  ///< of families whose codes are numbers
  std::optional<CodeBits> bits;        ///< of families whose values have 32 bits (kBits)
  std::vector<std::string> names;      ///< in public tables; may be empty
  std::string message;                 ///< in public tables; may be empty
  std::optional<InnerCode> unwraps_to;
  std::string from;                         ///< header that has the name, or `libsamba-errors`
  std::vector<DictionaryEntry> dictionary;  ///< what articles say; filled by error_lookup.h
  std::size_t articles = 0;                 ///< that hold it; filled by error_lookup.h

  bool in_tables() const { return !names.empty() || !message.empty(); }
  bool known() const { return in_tables() || !dictionary.empty() || articles != 0; }
};

/// The card of a reading.
CodeCard code_card(const CodeReading& reading);

/// One line for people: `0x80070005 = E_ACCESSDENIED, access denied [error, facility WIN32 (7),
/// code 5] holds WIN32:5 ERROR_ACCESS_DENIED`.
std::string one_line(const CodeCard& card);

}  // namespace kb
