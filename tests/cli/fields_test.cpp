// `kb fields` prints the one table of fields.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "indexer/schema/schema.h"
#include "tests/support/sandbox.h"

using namespace kb;
using namespace kb::testing;

TEST_CASE("kb fields prints the table", "[cli]") {
  const Sandbox box;
  const auto json = nlohmann::json::parse(box.run({"fields", "--json"}).out, nullptr, false);
  REQUIRE(!json.is_discarded());
  const auto& rows = json["fields"];
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
