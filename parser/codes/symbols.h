// The names of Windows error codes: E_ACCESSDENIED, IRQL_NOT_LESS_OR_EQUAL,
// JET_errReadVerifyFailure.
//
// The table (about 11,000 names) is made at build time from the public domain headers of mingw-w64
// by symbols_generate.cpp, which also says what counts as a name. It is constant data in the
// program's read-only pages: nothing runs at start-up and nothing is allocated. A name has one
// entry; where two headers define it, the first in the generator's list counts. All functions are
// safe to call from any thread.
//
// Called by the extractor of error codes, by the query side (a symbol in a query is its number)
// and by whatever explains a code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// One name. The views live as long as the program.
struct SymbolInfo {
  std::string_view name;    ///< as the header spells it: `JET_errReadVerifyFailure`
  std::uint32_t value;      ///< bits of the number; -1018 of Jet is 0xFFFFFC06
  CodeFamily family;        ///< kCode32, kBugcheck, kWin32, kJet, kNet, kWinsock or kMmsystem
  std::string_view header;  ///< where the name is defined: `winerror.h`
};

/// The entry of a name in any case; O(log n). Names of success (S_OK, ERROR_SUCCESS), facilities
/// and range limits are not in the table.
std::optional<SymbolInfo> find_symbol(std::string_view name);

/// Every name of a number, in every family, in the order of the headers; may be empty.
std::vector<SymbolInfo> symbols_of(std::uint32_t value);
/// The names of a number in one family.
std::vector<SymbolInfo> symbols_of(std::uint32_t value, CodeFamily family);

/// The canonical form of an entry's number: `0x80070005`, `WIN32:5`, `STOP:0x0000000A`,
/// `JET:-1018`.
std::string canonical_of(const SymbolInfo& symbol);

/// How many names the table holds.
std::size_t symbol_count();
/// One of them, by its place in the order of the names in capitals.
SymbolInfo symbol_at(std::size_t index);

/// The names that match `pattern` in any case, where `*` stands for any characters and `?` for
/// one; in the order of the names, at most `limit`.
std::vector<SymbolInfo> symbols_like(std::string_view pattern, std::size_t limit);

/// True if `text` matches `pattern` as symbols_like says.
bool matches_wildcard(std::string_view text, std::string_view pattern);

}  // namespace kb
