#include "parser/code_bits.h"

#include <algorithm>
#include <array>
#include <iterator>

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

std::string signed_decimal(std::uint32_t value) { return std::to_string(std::int32_t(value)); }

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

struct Twin {
  std::uint32_t status;
  std::uint16_t error;
};

// NTSTATUS and the system error RtlNtStatusToDosError gives for it, sorted.
constexpr Twin kTwins[] = {
    {0x80000005, 234},  {0x80000006, 18},   {0xC0000001, 31},   {0xC0000002, 1},
    {0xC0000004, 24},   {0xC0000005, 998},  {0xC0000008, 6},    {0xC000000D, 87},
    {0xC000000E, 2},    {0xC000000F, 2},    {0xC0000010, 1},    {0xC0000011, 38},
    {0xC0000013, 21},   {0xC0000017, 8},    {0xC0000022, 5},    {0xC0000023, 122},
    {0xC0000024, 6},    {0xC0000030, 87},   {0xC0000033, 123},  {0xC0000034, 2},
    {0xC0000035, 183},  {0xC000003A, 3},    {0xC000003B, 161},  {0xC0000043, 32},
    {0xC0000044, 1816}, {0xC0000054, 33},   {0xC0000055, 33},   {0xC000005E, 1311},
    {0xC0000061, 1314}, {0xC0000063, 1316}, {0xC0000064, 1317}, {0xC000006A, 86},
    {0xC000006D, 1326}, {0xC000006E, 1327}, {0xC000006F, 1328}, {0xC0000070, 1329},
    {0xC0000071, 1330}, {0xC0000072, 1331}, {0xC000007B, 193},  {0xC000007F, 112},
    {0xC000009A, 1450}, {0xC00000A2, 19},   {0xC00000B5, 121},  {0xC00000BA, 5},
    {0xC00000BB, 50},   {0xC00000BC, 51},   {0xC00000BD, 52},   {0xC00000BE, 53},
    {0xC00000BF, 54},   {0xC00000C0, 55},   {0xC00000C3, 58},   {0xC00000C4, 59},
    {0xC00000C9, 64},   {0xC00000CB, 66},   {0xC00000CC, 67},   {0xC00000DF, 1355},
    {0xC00000E5, 1359}, {0xC00000FD, 1001}, {0xC0000101, 145},  {0xC0000103, 267},
    {0xC0000120, 995},  {0xC0000121, 5},    {0xC0000128, 6},    {0xC000012D, 1455},
    {0xC0000133, 1398}, {0xC0000135, 126},  {0xC0000139, 127},  {0xC0000142, 1114},
    {0xC000015B, 1385}, {0xC000018A, 1786}, {0xC000018B, 1787}, {0xC000018C, 1788},
    {0xC000018D, 1789}, {0xC0000193, 1793}, {0xC0000224, 1907}, {0xC0000234, 1909},
    {0xC0020017, 1722}, {0xC002001B, 1726}};
static_assert(std::is_sorted(std::begin(kTwins), std::end(kTwins),
                             [](const Twin& a, const Twin& b) { return a.status < b.status; }));

std::optional<Unwrapped> unwrapped(CodeFamily family, std::uint32_t value) {
  return Unwrapped{family, value, canonical_code(family, value)};
}

Severity nt_severity(std::uint32_t value) { return Severity(value >> 30); }

}  // namespace

std::string hex32(std::uint32_t value) { return "0x" + hex_digits(value, 8); }

std::string canonical_code(CodeFamily family, std::uint32_t value) {
  switch (family) {
    case CodeFamily::kCode32:
      return hex32(value);
    case CodeFamily::kBugcheck:
      return "STOP:" + hex32(value);
    case CodeFamily::kWin32:
      return "WIN32:" + std::to_string(value);
    case CodeFamily::kJet:
      return "JET:" + signed_decimal(value);
    case CodeFamily::kEvent:
      return "EVENT:" + std::to_string(value);
    case CodeFamily::kRuntime:
      return "VB:" + std::to_string(value);
    case CodeFamily::kSqlnative:
      return "MSSQL:" + std::to_string(value);
    case CodeFamily::kHttp:
      return "HTTP:" + std::to_string(value);
    case CodeFamily::kAsp:
      return "ASP:" + padded(value, 4);
    case CodeFamily::kSna:
      return "SNA:" + hex_digits(value, value > 0xFFFF ? 8 : 4);
    case CodeFamily::kException:
      return "EXCEPTION:" + hex_digits(value, value > 0xFF ? 8 : 2);
    case CodeFamily::kNet:
      return "NET:" + std::to_string(value);
    case CodeFamily::kMail:
      return "MAIL:" + std::to_string(value);
    case CodeFamily::kSmtp:
      return "SMTP:" + std::to_string(value);
    case CodeFamily::kMmsystem:
      return "MMSYSTEM:" + std::to_string(value);
    case CodeFamily::kWinsock:
      return "WINSOCK:" + std::to_string(value);
    case CodeFamily::kSetup:
      return "SETUP:" + std::to_string(value);
    case CodeFamily::kCdr:
      return "CDR:" + std::to_string(value);
    case CodeFamily::kDos:
      return "DOS:" + std::to_string(value);
    case CodeFamily::kOther:
      return "ERROR:" + signed_decimal(value);
    case CodeFamily::kTool:
    case CodeFamily::kSqlstate:
    case CodeFamily::kSymbol:
      return std::to_string(value);
  }
  return std::to_string(value);
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
    bits.facility_name = bits.ntstatus ? facility_name(kNtFacilities, bits.facility)
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
  const auto twin =
      std::lower_bound(std::begin(kTwins), std::end(kTwins), value,
                       [](const Twin& row, std::uint32_t v) { return row.status < v; });
  if (twin == std::end(kTwins) || twin->status != value) return std::nullopt;
  return unwrapped(CodeFamily::kWin32, twin->error);
}

}  // namespace kb
