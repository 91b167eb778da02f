// An index in one file: what it answers. What a failure leaves: interrupted_pack_test.cpp.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/sandbox.h"

using namespace kb::testing;
using Json = nlohmann::json;

namespace {

/// The sample articles, indexed.
struct Indexed : Sandbox {
  Indexed() { index(); }
};

/// The same question to the index folder and to the pocket file, without the time it took.
void check_same(const Sandbox& box, Arguments question) {
  std::string answers[2];
  int i = 0;
  for (const std::string db : {"index", "out.kb"}) {
    Arguments arguments = question;
    arguments.insert(arguments.end(), {"--db", db});
    const Ran ran = box.run(arguments);
    INFO(ran);
    CHECK(ran.status == 0);
    Json json = Json::parse(ran.out, nullptr, false);
    if (json.is_object()) json.erase("took_ms");
    answers[i++] = json.is_discarded() ? ran.out : json.dump();
  }
  CAPTURE(question);
  CHECK(answers[0] == answers[1]);
}

}  // namespace

TEST_CASE("every command answers from a pocket file as from the index", "[cli][pack]") {
  const Indexed box;
  REQUIRE(box.run({"pack", "out.kb"}).status == 0);
  for (const Arguments& question :
       std::vector<Arguments>{{"search", "--json", "0xc1060107"},
                              {"search", "--json", "--facets", "service pack upgrade fails"},
                              {"search", "--json", "\"service pack\""},
                              {"show", "--json", "Q182320"},
                              {"show", "--format", "raw", "Q182320"},
                              {"error", "--json", "0xc1060107"},
                              {"explain", "upgrade fails"},
                              {"file", "--json", "kmsupgrd.dll"}}) {
    check_same(box, question);
  }
  CHECK(box.run({"check", "--db", "out.kb"}).status == 0);
  CHECK(box.run({"stats", "--db", "out.kb"}).status == 0);
  const Ran refused = box.run({"index", "--db", "out.kb"});
  INFO(refused);
  CHECK(is_one_error(refused));
}
