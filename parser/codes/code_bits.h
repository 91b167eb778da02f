// The arithmetic of error codes: canonical spellings, and what the bits of a 32-bit code say.
//
// A 32-bit code is an HRESULT (severity bit, facility, code) or an NTSTATUS (two severity bits,
// customer bit, facility, code); the layouts are those of winerror.h and ntstatus.h:
//
//   HRESULT   severity (1) | R (1) | customer (1) | N (1) | X (1) | facility (11) | code (16)
//   NTSTATUS  severity (2) | customer (1) | N (1) | facility (12) | code (16)
//
// Pure functions, no allocation but the strings they return. Called by the extractor, the query
// side and whatever explains a code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// `0x` and 8 upper-case hex digits: the canonical form of family code32.
std::string hex32(std::uint32_t value);

/// The canonical form of a number in a family: `0xC1060107`, `STOP:0x0000000A`, `WIN32:1722`,
/// `JET:-1018` (the value's bits read as signed), `ASP:0115`, `SNA:084C0000`, `EXCEPTION:0E` ...
/// The prefix is the family's first (`VB:`, `MSSQL:`, `ERROR:`). The codes of kTool and kSymbol are
/// no numbers and give the decimal digits.
std::string canonical_code(CodeFamily family, std::uint32_t value);

/// The number of a canonical form: 0xC0000005 of `0xC0000005`, 5 of `WIN32:5`, the bits of -1018 of
/// `JET:-1018`, 10 of `STOP:0x0000000A`. Null for forms that are no numbers (`C1001`, `HTTP:403.6`).
std::optional<std::uint32_t> value_of(CodeFamily family, std::string_view canonical);

/// How bad a 32-bit code is. An HRESULT knows success and error only; codes with the two top bits
/// 11 or 01 are read as NTSTATUS.
enum class Severity { kSuccess, kInformational, kWarning, kError };
std::string_view name_of(Severity severity);

/// The parts of a 32-bit code.
struct CodeBits {
  std::uint32_t value;
  std::int32_t as_signed;
  Severity severity;
  bool ntstatus;                   ///< top bits 11 or 01: read by the NTSTATUS layout
  bool customer;                   ///< bit 29: not a code of Microsoft's own
  std::uint16_t facility;          ///< 11 bits, 12 in an NTSTATUS
  std::string_view facility_name;  ///< `WIN32`, `ITF`; empty where unknown or `customer`
  std::uint16_t code;              ///< low 16 bits
};
CodeBits code_bits(std::uint32_t value);

/// Another code held inside or standing behind a code. Never identity: only shown as `unwraps_to`.
struct Unwrapped {
  CodeFamily family;
  std::uint32_t value;
  std::string canonical;
};

/// 0x8007xxxx holds a system error, 0x800Axxxx a Visual Basic error, 0xDxxxxxxx (HRESULT_FROM_NT)
/// an NTSTATUS; an NTSTATUS with a system error as its twin is looked up in status_twins.h. An
/// 0xC002xxxx that ntstatus.h does not name holds a system error of Windows NT as Exchange reports
/// it (`Microsoft Windows NT, ID no: 0xc002041d` is error 1053). Null for everything else.
std::optional<Unwrapped> unwraps_to(std::uint32_t value);

/// The 32-bit codes that hold a code of the families kWin32, kRuntime (Visual Basic) and kCode32:
/// 0x8007xxxx, Exchange's 0xC002xxxx and the NTSTATUS twins of a system error, 0x800Axxxx,
/// HRESULT_FROM_NT. What the code itself unwraps to is not among them.
std::vector<std::uint32_t> wrappers_of(CodeFamily family, std::uint32_t value);

}  // namespace kb
