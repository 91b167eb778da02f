#include "indexer/schema/schema.h"

#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "indexer/schema/terms.h"

using namespace kb;
using Json = nlohmann::ordered_json;

namespace {

/// What `kb ARGUMENTS` prints.
std::string run(const std::string& arguments) {
  const std::string command = std::string(KB_PROGRAM) + " " + arguments;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             &::pclose);
  std::string out;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) out += char(c);
  return out;
}

}  // namespace

TEST_CASE("names and aliases find their field in any case", "[indexer]") {
  for (const Field& row : kFields) {
    if (!row.name.empty()) CHECK(find_field(row.name) == &row);
    if (!row.alias.empty()) CHECK(find_field(row.alias) == &row);
    CHECK(field(row.id).id == row.id);
  }
  CHECK(find_field("TITLE") == &field(FieldId::kTitle));
  CHECK(find_field("") == nullptr);
  CHECK(find_field("titles") == nullptr);
}

TEST_CASE("every field of the query language is in the table", "[indexer]") {
  for (const char* name :
       {"id", "title", "symptoms", "cause", "fix", "status", "product", "code", "os", "version",
        "keyword", "error", "file", "registry", "type", "prefix", "cites", "date"}) {
    CAPTURE(name);
    CHECK(find_field(name) != nullptr);
  }
}

TEST_CASE("no prefix begins another so that terms could be mistaken", "[indexer]") {
  std::set<std::string> seen;
  for (const Field& a : kFields) {
    for (const Field& b : kFields) {
      // Values that begin with a capital get a colon, so only equal terms could clash.
      if (a.id == b.id || a.prefix.empty() || b.prefix.empty()) continue;
      CHECK(exact_term(a, "Value") != exact_term(b, "Value"));
    }
    if (!a.name.empty()) CHECK(seen.insert(std::string(a.name)).second);
  }
}

TEST_CASE("every field a user can name is described by an example of it", "[indexer]") {
  for (const Field& row : kFields) {
    CHECK(!row.description.empty());
    if (row.name.empty()) continue;
    CAPTURE(row.name);
    CHECK(row.example.starts_with(std::string(row.name) + ":"));
  }
}

TEST_CASE("kb fields prints the table", "[indexer]") {
  const Json json = Json::parse(run("fields --json"), nullptr, false);
  REQUIRE(!json.is_discarded());
  const Json& rows = json["fields"];
  REQUIRE(rows.size() == kFields.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i]["name"] == kFields[i].name);
    CHECK(rows[i]["alias"] == kFields[i].alias);
    CHECK(rows[i]["prefix"] == kFields[i].prefix);
    CHECK(rows[i]["example"] == kFields[i].example);
    if (kFields[i].slot == kNoSlot) {
      CHECK(rows[i]["slot"].is_null());
    } else {
      CHECK(rows[i]["slot"] == kFields[i].slot);
    }
  }
}
