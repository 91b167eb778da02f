// All records of an index, written for other programs.
#include <sys/resource.h>

#include <catch2/catch.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

TEST_CASE("the records of an index are those of its files", "[cli][export]") {
  Sandbox box;
  for (int i = 0; i < 40; ++i) {
    const std::string id = "Q" + std::to_string(100000 + i);
    box.write("src/" + id + ".TXT", document({id, "Spooler " + id}));
  }
  box.index({"src"});
  const Ran parsed = box.run({"parse", "--json", "src"});
  const Ran exported = box.run({"export"});
  CHECK(exported.status == 0);
  CHECK(exported.out == parsed.out);
  REQUIRE(box.run({"pack", "out.kb"}).status == 0);
  CHECK(box.run({"export", "--db", "out.kb"}).out == parsed.out);
}

TEST_CASE("an export that finds no index or no room is one sentence", "[cli][export]") {
  const Sandbox box;
  CHECK(is_one_error(box.run({"export"})));
  CHECK(is_one_error(box.run({"export", "--sqlite", "out.db"})));
  box.index();
  const Ran full = box.command({"export", "--sqlite", "out.db"}).limit(RLIMIT_FSIZE, 50'000).run();
  INFO(full);
  CHECK(is_one_error(full));
  CHECK(!box.has("out.db"));
  CHECK(!box.has("out.db.part"));
}
