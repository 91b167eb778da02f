// `kb bench`: how good the ranking is on a user's own archive.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

TEST_CASE("the ranking is measured on what the index was built from", "[cli][bench]") {
  const Sandbox box;
  box.index();
  const Ran ran = box.run({"bench", "--json", "--quiet", "--half", "both"});
  CHECK(ran.status == 0);
  const json answer = json::parse(ran.out);
  CHECK(answer["format"] == 1);
  CHECK(answer["half"] == "both");
  REQUIRE(answer["sets"].size() == 8);
  for (const json& set : answer["sets"]) {
    CAPTURE(set.dump());
    CHECK(set["p_at_1"]["mean"] <= set["mrr_at_10"]["mean"]);
    CHECK(set["mrr_at_10"]["mean"] <= 1);
    if (set["set"] == "misspelt" || set["set"] == "shortened") {
      CHECK(set["questions"] > 20);
      CHECK(set["recall_at_10"]["mean"] > 0.9);
    }
  }
  // The same questions, asked again, and no others.
  CHECK(box.run({"bench", "--json", "--quiet", "--half", "both"}).out == ran.out);
  const json other = json::parse(box.run({"bench", "--json", "--half", "tuning"}).out);
  CHECK(other["sets"][1]["questions"] < answer["sets"][1]["questions"]);
}

TEST_CASE("the table names every set that has questions", "[cli][bench]") {
  const Sandbox box;
  box.index();
  const Ran ran = box.run({"bench", "--questions", "3"});
  CHECK(ran.status == 0);
  CHECK(ran.out.starts_with("set "));
  CHECK(ran.out.find("\nmisspelt             3  ") != std::string::npos);
  CHECK(ran.err.find("indexing twice") != std::string::npos);
}

TEST_CASE("a bench without articles or with odd options ends with an error", "[cli][bench]") {
  const Sandbox box;
  CHECK(box.run({"bench"}).status == 2);
  CHECK(box.run({"bench", "nowhere"}).status == 2);
  CHECK(box.run({"bench", "--half", "other"}).status == 2);
  box.write("notes/a.txt", "no number, no question\n");
  CHECK(box.run({"bench", "--quiet", "notes"}).status == 1);
}
