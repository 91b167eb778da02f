// The tables behind `kb error`, entry by entry; no index.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "parser/codes/code_numbers.h"
#include "parser/codes/in_queries/code_query.h"
#include "parser/codes/status_twins.h"
#include "parser/codes/symbols.h"
#include "parser/text/ascii.h"
#include "query/codes/code_card.h"

namespace kb {
namespace {

bool reads(const std::string& query, const std::string& canonical) {
  for (const RecognisedCode& code : recognise_codes(query)) {
    for (const CodeReading& reading : code.readings) {
      if (reading.canonical == canonical) return true;
    }
  }
  return false;
}

TEST_CASE("every name leads to its number and every number back to its name", "[query]") {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < symbol_count(); ++i) {
    const SymbolInfo symbol = symbol_at(i);
    const auto found = find_symbol(symbol.name);
    const CodeCard card = code_card({symbol.family, canonical_of(symbol)});
    const bool named =
        std::find(card.names.begin(), card.names.end(), symbol.name) != card.names.end();
    const bool ok = found && found->value == symbol.value && named && card.value == symbol.value;
    if (!ok && ++wrong < 10) FAIL_CHECK(symbol.name);
  }
  CHECK(wrong == 0);
  CHECK(symbol_count() > 8000);
}

TEST_CASE("every name is read as its number in a query", "[query]") {
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < symbol_count(); ++i) {
    const SymbolInfo symbol = symbol_at(i);
    const std::string name(symbol.name);
    if (name.find('_') == std::string::npos) continue;  // a word, known to `kb error` alone
    const bool ok = reads(name, canonical_of(symbol)) && reads(lower(name), canonical_of(symbol));
    if (!ok && ++wrong < 10) FAIL_CHECK(name);
  }
  CHECK(wrong == 0);
}

TEST_CASE("six notations of every 32-bit number in the tables are one code", "[query]") {
  std::set<std::uint32_t> values;
  for (std::size_t i = 0; i < symbol_count(); ++i) {
    if (symbol_at(i).value >= 0x80000000U) values.insert(symbol_at(i).value);
  }
  std::size_t wrong = 0;
  for (const std::uint32_t value : values) {
    const std::string canonical = hex32(value);
    const std::string digits = canonical.substr(2);
    // Without a decimal digit `...h` is a word.
    const bool word = digits.find_first_of("0123456789") == std::string::npos;
    for (const std::string& spelling :
         {"0x" + lower(digits), "0X" + digits, "&H" + digits, word ? digits : digits + "h",
          std::to_string(std::int32_t(value)), std::to_string(value)}) {
      const auto codes = recognise_codes(spelling);
      const bool ok = codes.size() == 1 && codes[0].value == value && reads(spelling, canonical);
      if (!ok && ++wrong < 10) FAIL_CHECK(spelling);
    }
  }
  CHECK(wrong == 0);
  CHECK(values.size() > 5000);
}

TEST_CASE("a canonical form gives back its number", "[query]") {
  struct Row {
    CodeFamily family;
    const char* canonical;
    std::int64_t want;
  };
  const auto row = GENERATE(values<Row>({
      {CodeFamily::kCode32, "0x80070005", 0x80070005},
      {CodeFamily::kBugcheck, "STOP:0x0000000A", 10},
      {CodeFamily::kWin32, "WIN32:1722", 1722},
      {CodeFamily::kJet, "JET:-1018", 0xFFFFFC06},
      {CodeFamily::kException, "EXCEPTION:0E", 14},
      {CodeFamily::kSna, "SNA:084C0000", 0x084C0000},
      {CodeFamily::kTool, "C1001", -1},
      {CodeFamily::kHttp, "HTTP:403.6", -1},
      {CodeFamily::kOther, "ERROR:99999999999", -1},
  }));
  CAPTURE(row.canonical);
  const auto value = value_of(row.family, row.canonical);
  CHECK((value ? std::int64_t(*value) : -1) == row.want);
}

TEST_CASE("a wrapped code unwraps to what wraps it", "[query]") {
  struct Row {
    const char* outer;
    const char* inner;
  };
  const auto row = GENERATE(values<Row>({
      {"0x80070005", "WIN32:5"},
      {"0x800706BA", "WIN32:1722"},
      {"0x800A01AD", "VB:429"},
      {"0xC0000022", "WIN32:5"},
      {"0xC0020017", "WIN32:1722"},
      {"0xD0000022", "0xC0000022"},
      {"0xC002041D", "WIN32:1053"},  // Windows NT's error as Exchange reports it
  }));
  const CodeCard card = code_card({CodeFamily::kCode32, row.outer});
  REQUIRE(card.unwraps_to);
  CHECK(card.unwraps_to->canonical == row.inner);
  const auto inner = value_of(card.unwraps_to->family, row.inner);
  REQUIRE(inner);
  const auto wrappers = wrappers_of(card.unwraps_to->family, *inner);
  CHECK(std::count(wrappers.begin(), wrappers.end(), *card.value) == 1);
}

TEST_CASE("what no table relates is not unwrapped", "[query]") {
  const auto code =
      GENERATE(as<std::string>(), "0x80004005", "0xC1060107", "0x80070000", "0x8004010F");
  CAPTURE(code);
  CHECK_FALSE(code_card({CodeFamily::kCode32, code}).unwraps_to.has_value());
}

TEST_CASE("a pattern of names matches as a whole and in any case", "[query]") {
  struct Row {
    const char* text;
    const char* pattern;
    bool want;
  };
  const auto row = GENERATE(values<Row>({
      {"E_ACCESSDENIED", "e_access*", true},
      {"E_ACCESSDENIED", "*DENIED", true},
      {"E_ACCESSDENIED", "*ACC*NIED*", true},
      {"E_ACCESSDENIED", "E?ACCESSDENIED", true},
      {"E_ACCESSDENIED", "ACCESS*", false},
      {"E_ACCESSDENIED", "E_ACCESSDENIE", false},
      {"", "*", true},
      {"", "?", false},
      {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "a*a*a*a*a*a*a*a*c", false},
  }));
  CAPTURE(row.text, row.pattern);
  CHECK(matches_wildcard(row.text, row.pattern) == row.want);
}

}  // namespace
}  // namespace kb
