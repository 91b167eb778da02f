#include "parser/codes/symbols.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

namespace {
struct Row {
  const char* name;
  const char* canonical;
  const char* header;
};
}  // namespace

TEST_CASE("names of codes have their number and their header", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"E_ACCESSDENIED", "0x80070005", "winerror.h"},
      {"e_accessdenied", "0x80070005", "winerror.h"},
      {"RPC_S_SERVER_UNAVAILABLE", "WIN32:1722", "winerror.h"},
      {"ERROR_ACCESS_DENIED", "WIN32:5", "winerror.h"},
      {"WSAECONNRESET", "WINSOCK:10054", "winerror.h"},
      {"STATUS_ACCESS_VIOLATION", "0xC0000005", "ntstatus.h"},
      {"IRQL_NOT_LESS_OR_EQUAL", "STOP:0x0000000A", "bugcodes.h"},
      {"JET_errReadVerifyFailure", "JET:-1018", "esent.h"},
      {"MAPI_E_NOT_FOUND", "0x8004010F", "mapicode.h"},
      {"NERR_NetNotStarted", "NET:2102", "lmerr.h"},
      {"ERROR_INTERNET_OUT_OF_HANDLES", "WIN32:12001", "wininet.h"},
      {"ERROR_PPP_NO_RESPONSE", "WIN32:721", "raserror.h"},
      {"DB_E_ERRORSINCOMMAND", "0x80040E14", "oledberr.h"},
      {"DDERR_ALREADYINITIALIZED", "0x88760005", "ddraw.h"},
      {"MCIERR_INVALID_DEVICE_NAME", "MMSYSTEM:263", "mmsystem.h"},
  }));
  DYNAMIC_SECTION(row.name) {
    const auto info = find_symbol(row.name);
    REQUIRE(info.has_value());
    CHECK(canonical_of(*info) == row.canonical);
    CHECK(info->header == row.header);
  }
}

TEST_CASE("what is no error has no name here", "[parser]") {
  for (const char* name :
       {"S_OK", "ERROR_SUCCESS", "FACILITY_WIN32", "WSABASEERR", "NERR_BASE", "", "E_", "zzz"}) {
    INFO(name);
    CHECK(!find_symbol(name).has_value());
  }
}

TEST_CASE("a number knows its names, in one family or in all", "[parser]") {
  const auto names = symbols_of(0x80070005U, CodeFamily::kCode32);
  REQUIRE(!names.empty());
  CHECK(names[0].name == "E_ACCESSDENIED");
  CHECK(symbols_of(5U, CodeFamily::kWin32)[0].name == "ERROR_ACCESS_DENIED");
  CHECK(symbols_of(0xFFFFFC06U).front().name == "JET_errReadVerifyFailure");
  CHECK(symbols_of(0xC1060107U).empty());
}

TEST_CASE("the table is as large as its headers promise", "[parser]") {
  CHECK(symbol_count() > 8000);
}
