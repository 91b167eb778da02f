#include "indexer/schema/schema.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "indexer/schema/terms.h"

using namespace kb;

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
