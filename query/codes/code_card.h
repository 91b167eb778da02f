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
  std::string plain;                   ///< a plain sentence (plain_sentences.h); may be empty
  std::optional<InnerCode> unwraps_to;
  std::string from;                         ///< header that has the name, or `libsamba-errors`
  std::vector<DictionaryEntry> dictionary;  ///< what articles say; filled by error_lookup.h
  bool said = false;                        ///< articles say something of it, agreed or not
  std::size_t articles = 0;                 ///< number that contain it; filled by error_lookup.h

  bool in_tables() const { return !names.empty() || !message.empty() || !plain.empty(); }
  bool known() const {
    const bool inner = unwraps_to && (!unwraps_to->names.empty() || !unwraps_to->message.empty());
    return in_tables() || said || articles != 0 || inner;
  }
};

/// Makes the card of a reading, without the knowledge base.
CodeCard code_card(const CodeReading& reading);

/// Puts one of the names of a card before the others. The message goes if it belongs to another of
/// them: that of 0x80040111 is CLASS_E_CLASSNOTAVAILABLE's, not MAPI_E_LOGON_FAILED's.
void put_name_first(CodeCard& card, const std::string& name);

/// Keeps the entries that stand as what the knowledge base says: names, and messages that two
/// articles of the same component agree on and that read like a sentence.
std::vector<DictionaryEntry> agreed(std::vector<DictionaryEntry> entries);

/// Says in one line what a code means: its name with the system's own text; else the plain sentence
/// (plain_sentences.h); else what articles agree on, marked as that. Empty if nothing is known. A
/// bare `ERROR:n` has no namespace, so no article's message is its meaning.
std::string meaning_of(const CodeCard& card);

/// Prints the card on one line for people: `0x80070005 = E_ACCESSDENIED, access denied [error,
/// facility WIN32 (7), code 5] holds WIN32:5 ERROR_ACCESS_DENIED`.
std::string one_line(const CodeCard& card);

}  // namespace kb
