#include "parser/codes/code_bits.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

namespace {

struct Bits {
  std::uint32_t value;
  std::int32_t as_signed;
  const char* severity;
  int facility;
  const char* facility_name;
  int code;
};

struct Unwrap {
  std::uint32_t value;
  const char* want;
};

}  // namespace

TEST_CASE("a 32-bit code falls into its parts", "[parser]") {
  const auto row = GENERATE(values<Bits>({
      {0x80070005U, -2147024891, "error", 7, "WIN32", 5},
      {0x80040154U, -2147221164, "error", 4, "ITF", 0x154},
      {0xC0000005U, -1073741819, "error", 0, "NULL", 5},
      {0xC1060107U, -1056571129, "error", 0x106, "EXCHANGE", 0x107},
      {0x40000001U, 1073741825, "informational", 0, "NULL", 1},
      {0x00000001U, 1, "success", 0, "NULL", 1},
      {0xE0000001U, -536870911, "error", 0, "", 1},
  }));
  DYNAMIC_SECTION(hex32(row.value)) {
    const CodeBits bits = code_bits(row.value);
    CHECK(bits.as_signed == row.as_signed);
    CHECK(name_of(bits.severity) == row.severity);
    CHECK(bits.facility == row.facility);
    CHECK(bits.facility_name == row.facility_name);
    CHECK(bits.code == row.code);
  }
  CHECK(code_bits(0xE0000001U).customer);
  CHECK(!code_bits(0xC0000005U).customer);
}

TEST_CASE("a code inside a code is unwrapped, anything else is not", "[parser]") {
  const auto row = GENERATE(values<Unwrap>({
      {0x80070005U, "WIN32:5"},
      {0x800706BAU, "WIN32:1722"},
      {0x800A01ADU, "VB:429"},
      {0xD0000022U, "0xC0000022"},
      {0xC0000022U, "WIN32:5"},
      {0xC0020017U, "WIN32:1722"},
      {0x80040154U, ""},
      {0x80070000U, ""},
      {0xC1060107U, ""},
      {0x00000005U, ""},
  }));
  DYNAMIC_SECTION(hex32(row.value)) {
    const auto inside = unwraps_to(row.value);
    CHECK((inside ? inside->canonical : "") == row.want);
  }
}

TEST_CASE("canonical forms are padded and signed as their family wants", "[parser]") {
  CHECK(canonical_code(CodeFamily::kBugcheck, 0xA) == "STOP:0x0000000A");
  CHECK(canonical_code(CodeFamily::kJet, 0xFFFFFC06U) == "JET:-1018");
  CHECK(canonical_code(CodeFamily::kAsp, 115) == "ASP:0115");
  CHECK(canonical_code(CodeFamily::kSna, 0x200D) == "SNA:200D");
  CHECK(canonical_code(CodeFamily::kSna, 0x084C0000U) == "SNA:084C0000");
  CHECK(canonical_code(CodeFamily::kException, 0x0E) == "EXCEPTION:0E");
}
