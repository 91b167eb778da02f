#include "parser/codes/in_queries/code_query.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/codes/code_bits.h"
#include "parser/codes/family.h"
#include "parser/text/ascii.h"

using namespace kb;

namespace {

// `[spelling] first reading`, joined by blanks.
std::string first_readings(const std::string& query) {
  std::string out;
  for (const RecognisedCode& code : recognise_codes(query)) {
    if (!out.empty()) out += ' ';
    out += "[" + query.substr(code.begin, code.end - code.begin) + "] " +
           code.readings.front().canonical;
  }
  return out;
}

bool has_reading(const std::string& query, const std::string& canonical) {
  for (const RecognisedCode& code : recognise_codes(query)) {
    for (const CodeReading& reading : code.readings) {
      if (reading.canonical == canonical) return true;
    }
  }
  return false;
}

struct Row {
  const char* query;
  const char* want;
};

const Row kRows[] = {
    {"STOP 0xA", "[0xA] STOP:0x0000000A"},
    {"stop 0x0000000a (0x00000004, 0x2, 0x0, 0x8010)",
     "[0x0000000a (0x00000004, 0x2, 0x0, 0x8010)] STOP:0x0000000A"},
    {"stop 7b", "[7b] STOP:0x0000007B"},
    {"STOP A", "[A] STOP:0x0000000A"},
    {"stop a service", ""},
    {"stop c000021a", "[c000021a] STOP:0xC000021A"},
    {"error 1722", "[1722] WIN32:1722"},
    {"system error 1722", "[1722] WIN32:1722"},
    {"error 0x6ba", "[0x6ba] WIN32:1722"},
    {"-1018", "[-1018] JET:-1018"},
    {"\xE2\x88\x92"
     "1018",
     "[\xE2\x88\x92"
     "1018] JET:-1018"},
    {"4294966278", "[4294966278] JET:-1018"},
    {"event id 4058", "[4058] EVENT:4058"},
    {"event: 4058", "[4058] EVENT:4058"},
    {"events 9301 and 9202", "[9301] EVENT:9301 [9202] EVENT:9202"},
    {"run-time error '429'", "[429] VB:429"},
    {"LNK 2001", "[LNK 2001] LNK2001"},
    {"lnk2001", "[lnk2001] LNK2001"},
    {"fatal error c1001", "[c1001] C1001"},
    {"HTTP 403.6", "[403.6] HTTP:403.6"},
    {"404 not found", "[404] HTTP:404"},
    {"E_ACCESSDENIED", "[E_ACCESSDENIED] E_ACCESSDENIED"},
    {"irql_not_less_or_equal", "[irql_not_less_or_equal] IRQL_NOT_LESS_OR_EQUAL"},
    {"c1060107", "[c1060107] 0xC1060107"},
    {"(c1060107),", "[c1060107] 0xC1060107"},
    {"C1060107h", "[C1060107h] 0xC1060107"},
    {"&HC1060107", "[&HC1060107] 0xC1060107"},
    {"0xc1060107UL;", "[0xc1060107UL] 0xC1060107"},
    {"-1056571129", "[-1056571129] 0xC1060107"},
    {"3238396167", "[3238396167] 0xC1060107"},
    {"Ox80040E14 0x8OO4OE14", "[Ox80040E14] 0x80040E14 [0x8OO4OE14] 0x80040E14"},
    {"\xEF\xBC\x90\xEF\xBD\x98"
     "80004005",
     "[\xEF\xBC\x90\xEF\xBD\x98"
     "80004005] 0x80004005"},
    {"ORA-00942", "[ORA-00942] ORA:00942"},
    {"S1000", "[S1000] SQLSTATE:S1000"},
    {"MMSYSTEM263", "[MMSYSTEM263] MMSYSTEM:263"},
    {"fatal exception 0E at 0028:C0021E77", "[0E] EXCEPTION:0E"},
    {"sense data 084C0000", "[084C0000] SNA:084C0000"},
    {"x0AFF 200D", "[x0AFF] SNAOUT:0AFF [200D] SNA:200D"},
    {"0xc00000005", "[0xc00000005] 0xc00000005"},
    {"0x123456789", "[0x123456789] 0x123456789"},
    {"run-time error &#39;429&#39;", "[429] VB:429"},
    {"Run-Time error '-2147221164 \\(80040154\\)'",
     "[-2147221164] 0x80040154 [80040154] 0x80040154"},
    {"MAPI\\_E\\_NOT\\_FOUND", "[MAPI\\_E\\_NOT\\_FOUND] MAPI_E_NOT_FOUND"},
    {"run-time error \xE2\x80\x98"
     "91\xE2\x80\x99",
     "[91] VB:91"},
    {"error - 1018 again", "[- 1018] JET:-1018"},
    {"SU0358", "[SU0358] SU:0358"},
    {"403.6", "[403.6] HTTP:403.6"},
    {"SQL Server 1105", "[1105] MSSQL:1105"},
    {"SQL Server 2000 sp3", ""},
    {"Msg 1105", "[1105] MSSQL:1105"},
    {"*** Fatal System Error: 0x0000007b", "[0x0000007b] STOP:0x0000007B"},
    {"BugCheck 7B, {f741b84c, 0}", "[7B, {f741b84c, 0}] STOP:0x0000007B"},
    {"only a blue screen, 0x7b", "[0x7b] STOP:0x0000007B"},
    {"bsod 0xc0000218 at boot", "[0xc0000218] STOP:0xC0000218"},
    {"0x7b", "[0x7b] STOP:0x0000007B"},
    {"error code 0x7b", "[0x7b] WIN32:123"},
    // no codes
    {"0x", ""},
    {"decade Beech facade", ""},
    {"Q182320 KB182320 q66775", ""},
    {"12/31/1999 1999-12-31 14:30", ""},
    {"4.0 5.5.2418.0 windows 2000 NT 4", ""},
    {"TN3270 NE2000", ""},
    {"123456789012345678901234567890", ""},
    {"{A9E69610-B80D-11D0-B9B9-00A0C922E750}", ""},
    {"call (800) 936-5200", ""},
    {"C++ AND ( \"open", ""},
    {"", ""},
};

}  // namespace

TEST_CASE("codes are recognised in a query, likeliest reading first", "[parser]") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.query) { CHECK(first_readings(row.query) == row.want); }
  }
}

TEST_CASE("a bare number is tried in every family", "[parser]") {
  for (const char* want :
       {"WIN32:429", "EVENT:429", "ERROR:429", "VB:429", "FOX:429", "MSSQL:429", "NET:429",
        "HTTP:429", "SMTP:429", "DOS:429", "MAIL:429", "MMSYSTEM:429", "SETUP:429", "WINSOCK:429",
        "ASP:0429", "JET:-429", "DB2:-429", "ORA:00429"}) {
    INFO(want);
    CHECK(has_reading("429", want));
  }
  CHECK(has_reading("1018", "JET:-1018"));
  CHECK(has_reading("50", "STOP:0x00000050"));
  CHECK(has_reading("80004005", "0x80004005"));
  CHECK(has_reading("80004005", "SNA:80004005"));
}

TEST_CASE("a canonical form, as it is printed, is that code", "[parser]") {
  for (const FamilyRow& row : kFamilies) {
    for (const std::string_view part : split(row.examples, ',')) {
      const std::string code(trim(part));
      CAPTURE(code);
      CHECK(has_reading(code, code));
      if (row.family != CodeFamily::kOther && row.family != CodeFamily::kSna) {
        CHECK(first_readings(code).ends_with("] " + code));
      }
    }
  }
  CHECK(first_readings("FOX:1105") == "[FOX:1105] FOX:1105");
  CHECK(first_readings("see VB:7, DOS:2") == "[VB:7] VB:7 [DOS:2] DOS:2");
  CHECK(first_readings("XVB:7").find("XVB") == std::string::npos);
}

TEST_CASE("a symbol is its number too", "[parser]") {
  CHECK(has_reading("E_ACCESSDENIED", "0x80070005"));
  CHECK(has_reading("RPC_S_SERVER_UNAVAILABLE", "WIN32:1722"));
  CHECK(has_reading("JET_errReadVerifyFailure", "JET:-1018"));
  CHECK(has_reading("IRQL_NOT_LESS_OR_EQUAL", "STOP:0x0000000A"));
  CHECK(has_reading("wsaeconnreset", "WINSOCK:10054"));
}

TEST_CASE("number notations give their value, others none", "[parser]") {
  for (const char* query :
       {"0xC1060107", "c1060107", "C1060107h", "&HC1060107", "-1056571129", "3238396167"}) {
    INFO(query);
    const auto codes = recognise_codes(query);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].value == 0xC1060107U);
  }
  CHECK(recognise_codes("LNK2001")[0].value == std::nullopt);
  CHECK(recognise_codes("error 5")[0].value == std::nullopt);
}

TEST_CASE("any bytes are read; ranges rise and hold a reading", "[parser]") {
  std::uint32_t state = 20240611U;
  const std::string alphabet =
      "0123456789abcdefxXhHOoLU&-_'\"()[]:,./ \n<>STOPErrorLNKQ\xEF\xBC\x90\xE2\x88\x92";
  for (int i = 0; i < 20000; ++i) {
    std::string query;
    for (int n = int(state >> 28) * 4; n >= 0; --n) {
      state = state * 1664525U + 1013904223U;
      query += alphabet[(state >> 8) % alphabet.size()];
    }
    std::size_t last = 0;
    for (const RecognisedCode& code : recognise_codes(query)) {
      CHECK(code.begin >= last);
      CHECK(code.begin < code.end);
      CHECK(code.end <= query.size());
      CHECK(!code.readings.empty());
      last = code.end;
    }
  }
}

TEST_CASE("a number that may be anything is loose among other words, and no STOP", "[parser]") {
  const auto query = GENERATE(
      values<const char*>({"dynamic link call from NWREDIR + 0x10 to a device",
                           "int 21h function 5Ah fails", "it stops at 0x7b of the file",
                           "EAX=0000007b ECX=0xC0000005 on the screen", "copy 000000D0 bytes"}));
  INFO(query);
  const auto codes = recognise_codes(query);
  REQUIRE_FALSE(codes.empty());
  for (const RecognisedCode& code : codes) {
    CHECK(code.certainty == Certainty::kLoose);
    for (const CodeReading& reading : code.readings) CHECK(reading.family != CodeFamily::kBugcheck);
  }
}

TEST_CASE("a number alone, with labels alone or of a code's shape is not loose", "[parser]") {
  const auto query = GENERATE(
      values<const char*>({"0x7b", "error 0x7b", "000000D0", "the call gives 0x80070005 back",
                           "it returns c1060107 to us", "blue screen 0x7b on this machine"}));
  INFO(query);
  const auto codes = recognise_codes(query);
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].certainty != Certainty::kLoose);
}
