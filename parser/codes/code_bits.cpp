#include "parser/codes/code_bits.h"

#include <algorithm>
#include <iterator>

#include "parser/codes/code_numbers.h"
#include "parser/codes/status_twins.h"
#include "parser/codes/symbols.h"

namespace kb {
namespace {

std::string hex_digits(std::uint32_t value, int width) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out(std::size_t(width), '0');
  for (int i = width - 1; i >= 0; --i, value >>= 4) out[std::size_t(i)] = kDigits[value & 15U];
  return out;
}

std::string padded(std::uint32_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string printed(const FamilyRow& row, std::uint32_t value) {
  switch (row.digits) {
    case Digits::kHex:
      return hex_digits(value, row.width < 8 && value >> (4 * row.width) != 0 ? 8 : row.width);
    case Digits::kDecimal:
      return padded(value, row.width);
    case Digits::kSigned:
      return std::to_string(std::int32_t(value));
  }
  return {};
}

std::optional<std::uint32_t> read_number(Digits as, std::string_view digits) {
  if (as == Digits::kHex) return hex_of(digits);
  const bool negative = digits.starts_with('-');
  const auto value = decimal_of(digits.substr(negative ? 1 : 0));
  return negative && value ? std::optional(std::uint32_t(0) - *value) : value;
}

struct Facility {
  std::uint16_t code;
  std::string_view name;
};

// FACILITY_* of winerror.h.
constexpr Facility kHresultFacilities[] = {{0, "NULL"},
                                           {1, "RPC"},
                                           {2, "DISPATCH"},
                                           {3, "STORAGE"},
                                           {4, "ITF"},
                                           {7, "WIN32"},
                                           {8, "WINDOWS"},
                                           {9, "SECURITY"},
                                           {10, "CONTROL"},
                                           {11, "CERT"},
                                           {12, "INTERNET"},
                                           {13, "MEDIASERVER"},
                                           {14, "MSMQ"},
                                           {15, "SETUPAPI"},
                                           {16, "SCARD"},
                                           {17, "COMPLUS"},
                                           {18, "AAF"},
                                           {19, "URT"},
                                           {20, "ACS"},
                                           {21, "DPLAY"},
                                           {22, "UMI"},
                                           {23, "SXS"},
                                           {24, "WINDOWS_CE"},
                                           {25, "HTTP"},
                                           {32, "BACKGROUNDCOPY"},
                                           {33, "CONFIGURATION"},
                                           {34, "STATE_MANAGEMENT"},
                                           {35, "METADIRECTORY"},
                                           {36, "WINDOWSUPDATE"},
                                           {37, "DIRECTORYSERVICE"}};

// FACILITY_* of ntstatus.h.
constexpr Facility kNtFacilities[] = {{0, "NULL"},
                                      {1, "DEBUGGER"},
                                      {2, "RPC_RUNTIME"},
                                      {3, "RPC_STUBS"},
                                      {4, "IO_ERROR_CODE"},
                                      {7, "NTWIN32"},
                                      {9, "NTSSPI"},
                                      {10, "TERMINAL_SERVER"},
                                      {11, "MUI_ERROR_CODE"},
                                      {16, "USB_ERROR_CODE"},
                                      {17, "HID_ERROR_CODE"},
                                      {19, "CLUSTER_ERROR_CODE"},
                                      {20, "ACPI_ERROR_CODE"}};

template <std::size_t N>
std::string_view facility_name(const Facility (&table)[N], std::uint16_t code) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [code](const Facility& row) { return row.code == code; });
  return found == std::end(table) ? std::string_view() : found->name;
}

std::optional<Unwrapped> unwrapped(CodeFamily family, std::uint32_t value) {
  return Unwrapped{family, value, canonical_code(family, value)};
}

// Exchange's services number their messages as NTSTATUS with facilities from 0x100: C101xxxx to
// C10Fxxxx.
std::string_view nt_facility(std::uint16_t code) {
  return code > 0x100 && code <= 0x10F ? "EXCHANGE" : facility_name(kNtFacilities, code);
}

Severity nt_severity(std::uint32_t value) { return Severity(value >> 30); }

}  // namespace

std::string hex32(std::uint32_t value) { return "0x" + hex_digits(value, 8); }

std::string canonical_code(CodeFamily family, std::uint32_t value) {
  const FamilyRow& row = row_of(family);
  return std::string(row.prefixes.front()) + printed(row, value);
}

std::optional<std::uint32_t> value_of(CodeFamily family, std::string_view canonical) {
  const FamilyRow& row = row_of(family);
  for (const std::string_view prefix : row.prefixes) {
    if (!prefix.empty() && canonical.starts_with(prefix))
      return read_number(row.digits, canonical.substr(prefix.size()));
  }
  return std::nullopt;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::kSuccess:
      return "success";
    case Severity::kInformational:
      return "informational";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

CodeBits code_bits(std::uint32_t value) {
  CodeBits bits{};
  bits.value = value;
  bits.as_signed = std::int32_t(value);
  bits.ntstatus = ((value >> 30) & 1U) != 0;
  bits.customer = ((value >> 29) & 1U) != 0;
  bits.facility = std::uint16_t((value >> 16) & (bits.ntstatus ? 0xFFFU : 0x7FFU));
  bits.code = std::uint16_t(value & 0xFFFFU);
  bits.severity = bits.ntstatus ? nt_severity(value)
                                : ((value >> 31) != 0 ? Severity::kError : Severity::kSuccess);
  if (!bits.customer) {
    bits.facility_name = bits.ntstatus ? nt_facility(bits.facility)
                                       : facility_name(kHresultFacilities, bits.facility);
  }
  return bits;
}

std::optional<Unwrapped> unwraps_to(std::uint32_t value) {
  const std::uint32_t high = value >> 16;
  const std::uint32_t low = value & 0xFFFFU;
  if (high == 0x8007U && low != 0) return unwrapped(CodeFamily::kWin32, low);
  if (high == 0x800AU && low != 0) return unwrapped(CodeFamily::kRuntime, low);
  if ((value >> 28) == 0xDU) return unwrapped(CodeFamily::kCode32, value & ~0x10000000U);
  if (const auto error = error_of_status(value)) return unwrapped(CodeFamily::kWin32, *error);
  if (high == 0xC002U && symbols_of(value, CodeFamily::kCode32).empty() &&
      !symbols_of(low, CodeFamily::kWin32).empty())
    return unwrapped(CodeFamily::kWin32, low);
  return std::nullopt;
}

std::vector<std::uint32_t> wrappers_of(CodeFamily family, std::uint32_t value) {
  std::vector<std::uint32_t> out;
  const auto add_if = [&](std::uint32_t wrapper) {
    const auto inner = unwraps_to(wrapper);
    if (inner && inner->family == family && inner->value == value) out.push_back(wrapper);
  };
  if (family == CodeFamily::kWin32 && value > 0 && value <= 0xFFFFU) {
    out.push_back(0x80070000U | value);
    for (const std::uint32_t status : statuses_of_error(std::uint16_t(value))) add_if(status);
    add_if(0xC0020000U | value);
  } else if (family == CodeFamily::kRuntime && value > 0 && value <= 0xFFFFU) {
    out.push_back(0x800A0000U | value);
  } else if (family == CodeFamily::kCode32 && (value >> 30) == 3 && (value & 0x10000000U) == 0) {
    out.push_back(value | 0x10000000U);
  }
  return out;
}

}  // namespace kb
