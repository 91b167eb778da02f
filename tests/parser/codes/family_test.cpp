// The table of families (parser/codes/family.h) against all that is written from it.
#include "parser/codes/family.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "parser/codes/code_bits.h"
#include "parser/codes/in_queries/code_query.h"
#include "parser/parse.h"
#include "parser/text/ascii.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

const std::filesystem::path kDocs = std::filesystem::path(KB_SOURCE_DIR) / "docs";

std::vector<std::string> examples_of(const FamilyRow& row) {
  std::vector<std::string> out;
  std::string_view rest = row.examples;
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = rest.find(", ");
    out.emplace_back(rest.substr(0, comma));
    if (comma != std::string_view::npos) rest.remove_prefix(comma + 2);
  }
  return out;
}

bool has_prefix(const FamilyRow& row) { return !row.prefixes.front().empty(); }

/// The row as docs/error-codes.md begins it.
std::string documented(const FamilyRow& row) {
  std::string out = "| `" + std::string(row.name) + "` | ";
  for (const std::string& example : examples_of(row)) {
    if (out.back() == '`') out += ", ";
    out += "`" + example + "`";
  }
  return out + " | " + std::string(row.spoken) + " |";
}

}  // namespace

TEST_CASE("the document lists the families as the table has them", "[parser][family]") {
  const std::string text = read_bytes(kDocs / "error-codes.md");
  std::size_t at = text.find("| family | canonical |");
  REQUIRE(at != std::string::npos);
  at = text.find('\n', text.find('\n', at) + 1) + 1;  // past the head and its rule
  for (const FamilyRow& row : kFamilies) {
    const std::string want = documented(row);
    CHECK(text.substr(at, want.size()) == want);
    at = text.find('\n', at) + 1;
  }
  CHECK(text[at] == '\n');  // the list ends with the table
}

TEST_CASE("the schema of a record allows the families of the table", "[parser][family]") {
  const auto schema = nlohmann::json::parse(read_bytes(kDocs / "record.schema.json"));
  const auto& names = schema["$defs"]["error_code"]["properties"]["family"]["enum"];
  std::set<std::string> want;
  for (const FamilyRow& row : kFamilies) want.emplace(row.name);
  CHECK(std::set<std::string>(names.begin(), names.end()) == want);
  CHECK(names.size() == want.size());
}

TEST_CASE("an example tells its family, and its number prints it again", "[parser][family]") {
  for (const FamilyRow& row : kFamilies) {
    for (const std::string& example : examples_of(row)) {
      CAPTURE(example);
      CHECK(family_of(example) == (has_prefix(row) ? row.family : CodeFamily::kOther));
      const auto value = value_of(row.family, example);
      const bool canonical = has_prefix(row) && example.starts_with(row.prefixes.front());
      if (value && canonical) CHECK(canonical_code(row.family, *value) == example);
    }
  }
}

TEST_CASE("the codes of the samples have a prefix of their family", "[parser][family]") {
  std::size_t codes = 0;
  for (const SampleFile& file : samples()) {
    for (const ErrorCode& code : parse_article(file.bytes, file.source).error_codes) {
      CAPTURE(file.source, code.canonical);
      const bool named = code.canonical.find(':') == std::string::npos;
      CHECK((named || family_of(code.canonical) == code.family));
      ++codes;
    }
  }
  CHECK(codes > 100);
}

TEST_CASE("a bare number is read in every family that its row says", "[parser][family]") {
  for (const FamilyRow& row : kFamilies) {
    for (const std::uint32_t number : {row.bare.low, row.bare.high}) {
      if (!row.bare.holds(number)) continue;
      const std::string canonical = canonical_code(row.family, number);
      const auto codes = recognise_codes(std::to_string(number));
      CAPTURE(canonical);
      REQUIRE(codes.size() == 1);
      const auto& readings = codes.front().readings;
      CHECK(std::any_of(readings.begin(), readings.end(),
                        [&](const CodeReading& r) { return r.canonical == canonical; }));
    }
  }
}
