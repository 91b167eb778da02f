// The families of error codes: one table of everything that differs from family to family.
//
// A new family is a value of CodeFamily, a row of kFamilies, and the rules that find its codes
// (parser/codes/in_articles). From the rows follow the canonical forms (code_bits.h), what a number
// may mean in a query (code_readings.h), the cards of `kb error`, the JSON Schema of a record, and
// the list in docs/error-codes.md; the last two are compared with the table by a test.
//
// A canonical form is a prefix and a number (`WIN32:1722`, `0xC1060107`). The codes of two families
// are names and have neither (`C1001`, `MAPI_E_NOT_FOUND`).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kb {

/// The namespaces of error codes. Families that a bare number of a query is read in stand in the
/// order of how likely they are.
enum class CodeFamily : std::uint8_t {
  kCode32,
  kBugcheck,
  kWin32,
  kJet,
  kEvent,
  kRuntime,
  kTool,
  kSqlstate,
  kSqlnative,
  kHttp,
  kSna,
  kException,
  kNet,
  kDos,
  kMail,
  kMmsystem,
  kAsp,
  kCdr,
  kSmtp,
  kSetup,
  kWinsock,
  kSymbol,
  kOther,
};

/// How the number stands behind the prefix.
enum class Digits : std::uint8_t {
  kHex,      ///< `width` hexadecimal digits in capitals, or eight if that is too few
  kDecimal,  ///< decimal, zeros in front up to `width`
  kSigned,   ///< decimal, the 32 bits of the value read as signed
};

/// Numbers from `low` to `high`, both included; the default holds none.
struct NumberRange {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  constexpr bool holds(std::uint32_t n) const { return low <= n && n <= high; }
};

/// What else is true of a family, or'ed together.
enum FamilyTraits : std::uint8_t {
  kBits = 1,      ///< the value has 32 bits with a meaning of their own (code_bits.h)
  kLabelled = 2,  ///< articles print label, number and message in a row: `Error 5: Access ...`
  kListed = 4,    ///< a number behind a code of the family, in a list of a query, is of it as well
};

/// The prefixes of a family: canonical_code prints the first, the others are those of further
/// products or kinds. Empty strings are none.
struct Prefixes : std::array<std::string_view, 4> {
  constexpr Prefixes(std::string_view a = {}, std::string_view b = {}, std::string_view c = {},
                     std::string_view d = {})
      : array{a, b, c, d} {}
};

struct FamilyRow {
  CodeFamily family;
  std::string_view name;    ///< in records, JSON and documents
  std::string_view spoken;  ///< in sentences
  Prefixes prefixes;        ///< what its canonical forms begin with
  Digits digits;
  std::uint8_t width;         ///< least number of digits
  NumberRange bare;           ///< decimals that may be meant where a query names no family
  NumberRange texts;          ///< values that the system's own messages belong to (messages.h)
  unsigned traits;            ///< FamilyTraits
  std::string_view examples;  ///< canonical forms between commas
};

// clang-format off
inline constexpr std::array<FamilyRow, 23> kFamilies = {{
    {CodeFamily::kCode32, "code32", "32-bit code", {"0x"},
     Digits::kHex, 8, {}, {0x10000, 0xFFFFFFFF}, kBits, "0xC1060107"},
    {CodeFamily::kBugcheck, "bugcheck", "bug check (STOP screen)", {"STOP:0x"},
     Digits::kHex, 8, {}, {}, kBits, "STOP:0x0000000A"},
    {CodeFamily::kWin32, "win32", "system error", {"WIN32:"},
     Digits::kDecimal, 1, {0, 65535}, {0, 65535}, kLabelled | kListed, "WIN32:1722"},
    {CodeFamily::kJet, "jet", "Jet/ESE database error", {"JET:"},
     Digits::kSigned, 1, {}, {}, kBits, "JET:-1018"},
    {CodeFamily::kEvent, "event", "event id", {"EVENT:"},
     Digits::kDecimal, 1, {0, 65535}, {}, kListed, "EVENT:4058"},
    {CodeFamily::kRuntime, "runtime", "run-time error", {"VB:", "FOX:"},
     Digits::kDecimal, 1, {0, 65535}, {}, kLabelled | kListed, "VB:429, FOX:1105"},
    {CodeFamily::kTool, "tool", "compiler or tool error", {},
     Digits::kDecimal, 1, {}, {}, 0, "C1001, LNK2001"},
    {CodeFamily::kSqlstate, "sqlstate", "SQL state", {"SQLSTATE:"},
     Digits::kDecimal, 1, {}, {}, 0, "SQLSTATE:S1000"},
    {CodeFamily::kSqlnative, "sqlnative", "database server error", {"MSSQL:", "ORA:", "DB2:"},
     Digits::kDecimal, 1, {0, 65535}, {}, kLabelled, "MSSQL:208, ORA:00942, DB2:-551"},
    {CodeFamily::kHttp, "http", "HTTP status", {"HTTP:"},
     Digits::kDecimal, 1, {400, 599}, {}, kListed, "HTTP:403.6"},
    {CodeFamily::kSna, "sna", "SNA code", {"SNA:", "SNAOUT:"},
     Digits::kHex, 4, {}, {}, 0, "SNA:084C0000, SNA:200D, SNAOUT:0AFF"},
    {CodeFamily::kException, "exception", "processor exception", {"EXCEPTION:"},
     Digits::kHex, 2, {}, {}, 0, "EXCEPTION:0E"},
    {CodeFamily::kNet, "net", "network (NET HELPMSG) error", {"NET:"},
     Digits::kDecimal, 1, {0, 65535}, {2100, 2999}, kLabelled | kListed, "NET:3534"},
    {CodeFamily::kDos, "dos", "MS-DOS error", {"DOS:"},
     Digits::kDecimal, 1, {0, 999}, {}, kLabelled, "DOS:2"},
    {CodeFamily::kMail, "mail", "Mail error", {"MAIL:"},
     Digits::kDecimal, 1, {0, 999}, {}, kLabelled, "MAIL:203"},
    {CodeFamily::kMmsystem, "mmsystem", "multimedia error", {"MMSYSTEM:"},
     Digits::kDecimal, 1, {0, 999}, {}, kLabelled, "MMSYSTEM:263"},
    {CodeFamily::kAsp, "asp", "ASP error", {"ASP:"},
     Digits::kDecimal, 4, {100, 999}, {}, kLabelled, "ASP:0115"},
    {CodeFamily::kCdr, "cdr", "CD-ROM (MSCDEX) error", {"CDR:"},
     Digits::kDecimal, 1, {100, 199}, {}, 0, "CDR:101"},
    {CodeFamily::kSmtp, "smtp", "SMTP reply", {"SMTP:"},
     Digits::kDecimal, 1, {400, 599}, {}, 0, "SMTP:550"},
    {CodeFamily::kSetup, "setup", "setup error", {"SETUP:"},
     Digits::kDecimal, 1, {0, 65535}, {}, kLabelled, "SETUP:723"},
    {CodeFamily::kWinsock, "winsock", "Winsock error", {"WINSOCK:"},
     Digits::kDecimal, 1, {0, 65535}, {10000, 11999}, kLabelled, "WINSOCK:10054"},
    {CodeFamily::kSymbol, "symbol", "symbolic name", {},
     Digits::kDecimal, 1, {}, {}, 0, "MAPI_E_NOT_FOUND"},
    {CodeFamily::kOther, "other", "error number", {"ERROR:", "SYS:", "SU:", "CODE:"},
     Digits::kSigned, 1, {}, {}, kLabelled, "ERROR:5, SYS:1733, SU:0013, CODE:10"},
}};
// clang-format on

constexpr const FamilyRow& row_of(CodeFamily family) {
  return kFamilies[static_cast<std::size_t>(family)];
}

/// `code32`, `bugcheck`: the name in records, JSON and documents.
constexpr std::string_view name_of(CodeFamily family) { return row_of(family).name; }

/// What a family is called in sentences: `system error`, `Jet/ESE database error`.
constexpr std::string_view spoken(CodeFamily family) { return row_of(family).spoken; }

/// The family of a canonical form, by its prefix. kOther if it has none, as names have.
constexpr CodeFamily family_of(std::string_view canonical) {
  for (const FamilyRow& row : kFamilies) {
    for (const std::string_view prefix : row.prefixes) {
      if (!prefix.empty() && canonical.starts_with(prefix)) return row.family;
    }
  }
  return CodeFamily::kOther;
}

namespace family_checks {

constexpr bool in_order_of_the_enum() {
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    if (static_cast<std::size_t>(kFamilies[i].family) != i) return false;
  }
  return kFamilies.back().family == CodeFamily::kOther;
}
static_assert(in_order_of_the_enum(), "a row for each family, in their order; kOther is the last");

constexpr bool unique_names() {
  for (const FamilyRow& a : kFamilies) {
    for (const FamilyRow& b : kFamilies) {
      if (&a != &b && (a.name == b.name || a.spoken == b.spoken)) return false;
    }
  }
  return true;
}
static_assert(unique_names(), "two families have one name");

// A prefix that another begins with would hide it from family_of.
constexpr bool unique_prefixes() {
  for (const FamilyRow& row : kFamilies) {
    for (const std::string_view prefix : row.prefixes) {
      if (!prefix.empty() && family_of(prefix) != row.family) return false;
    }
  }
  return true;
}
static_assert(unique_prefixes(), "two families have one prefix");

}  // namespace family_checks
}  // namespace kb
