#include "parser/codes/in_queries/code_readings.h"

#include <algorithm>

#include "parser/codes/code_bits.h"
#include "parser/codes/in_articles/code_rules.h"
#include "parser/codes/symbols.h"

namespace kb {

void add(Readings& readings, CodeFamily family, std::string canonical) {
  const bool there = std::any_of(readings.begin(), readings.end(), [&](const CodeReading& reading) {
    return reading.canonical == canonical;
  });
  if (!there) readings.push_back({family, std::move(canonical)});
}

void add(Readings& readings, CodeFamily family, std::uint32_t value) {
  add(readings, family, canonical_code(family, value));
}

bool is_named(std::uint32_t value, CodeFamily family) { return !symbols_of(value, family).empty(); }

namespace {

bool is_jet_number(std::uint32_t value) {
  const std::int32_t n = std::int32_t(value);
  return n <= -100 && n >= -4999;
}

}  // namespace

// A 32-bit value in hexadecimal or above 2^31.
void add_value(Readings& readings, std::uint32_t value, std::size_t digits) {
  if (is_jet_number(value)) add(readings, CodeFamily::kJet, value);
  const bool stop = is_named(value, CodeFamily::kBugcheck);
  if (stop && (value < 0x1000U || (value >> 28) == 0xCU)) {
    if (value >= 0x10000U) add(readings, CodeFamily::kCode32, value);
    add(readings, CodeFamily::kBugcheck, value);
  }
  if (value > 0 && value < 0x4000U && digits <= 4) add(readings, CodeFamily::kWin32, value);
  add(readings, CodeFamily::kCode32, value);
  if (value > 0 && value < 0x4000U) add(readings, CodeFamily::kWin32, value);
  if (value <= 0x1FU && digits <= 2) add(readings, CodeFamily::kException, value);
  if (digits == 4) add(readings, CodeFamily::kSna, "SNA:" + hex32(value).substr(6));
  if (digits == 8 && value >= 0x10000U)
    add(readings, CodeFamily::kSna, "SNA:" + hex32(value).substr(2));
  if (digits <= 4) add(readings, CodeFamily::kSna, "SNAOUT:" + hex32(value).substr(6));
}

void add_negative(Readings& readings, std::uint32_t value) {
  const std::string digits = std::to_string(std::int32_t(value));
  if (is_jet_number(value)) add(readings, CodeFamily::kJet, value);
  if (std::int32_t(value) > -100000) {
    add(readings, CodeFamily::kSqlnative, "DB2:" + digits);
    add(readings, CodeFamily::kOther, "ERROR:" + digits);
  }
  add(readings, CodeFamily::kCode32, value);
}

// Small decimals: the families a table knows first, then the rest.
void add_bare(Readings& readings, std::string_view digits) {
  const auto number = decimal_of(digits);
  if (!number) return;
  const std::uint32_t n = *number;
  const std::uint32_t negative = std::uint32_t(0) - n;
  if (n > 65535) {  // event ids and the errors of Windows and its programs are 16 bits wide
    add(readings, CodeFamily::kOther, n);
    return;
  }
  if (is_named(n, CodeFamily::kWinsock)) add(readings, CodeFamily::kWinsock, n);
  if (row_of(CodeFamily::kNet).texts.holds(n)) add(readings, CodeFamily::kNet, n);
  if (is_named(n, CodeFamily::kWin32)) add(readings, CodeFamily::kWin32, n);
  if (row_of(CodeFamily::kHttp).bare.holds(n)) add(readings, CodeFamily::kHttp, n);
  if (is_named(negative, CodeFamily::kJet)) add(readings, CodeFamily::kJet, negative);
  add(readings, CodeFamily::kEvent, n);
  add(readings, CodeFamily::kOther, n);
  add(readings, CodeFamily::kWin32, n);
  add(readings, CodeFamily::kRuntime, n);
  add(readings, CodeFamily::kRuntime, "FOX:" + std::to_string(n));
  add(readings, CodeFamily::kSqlnative, n);
  add(readings, CodeFamily::kNet, n);
  if (const auto hex = hex_of(digits);
      hex && digits.size() <= 3 && is_named(*hex, CodeFamily::kBugcheck)) {
    add(readings, CodeFamily::kBugcheck, *hex);
  }
  for (const FamilyRow& row : kFamilies) {
    if (row.bare.holds(n)) add(readings, row.family, n);
  }
  add(readings, CodeFamily::kJet, negative);
  add(readings, CodeFamily::kSqlnative, "DB2:" + std::to_string(n));
  add(readings, CodeFamily::kSqlnative, "DB2:-" + std::to_string(n));
  if (digits.size() <= 5)
    add(readings, CodeFamily::kSqlnative,
        "ORA:" + std::string(5 - digits.size(), '0') + std::string(digits));
  if (digits.size() == 5) add(readings, CodeFamily::kSqlstate, "SQLSTATE:" + std::string(digits));
  if (digits.size() == 4) add(readings, CodeFamily::kSna, "SNA:" + std::string(digits));
  if (digits.size() <= 4)
    add(readings, CodeFamily::kSna,
        "SNAOUT:" + std::string(4 - digits.size(), '0') + std::string(digits));
  if (const auto hex = hex_of(digits); hex && *hex <= 0x1F)
    add(readings, CodeFamily::kException, *hex);
  if (n >= 1000 && n <= 99999) add(readings, CodeFamily::kOther, "SYS:" + std::to_string(n));
}

}  // namespace kb
