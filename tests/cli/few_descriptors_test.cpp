// Every command with few file descriptors: it ends 0, 1 or 2, never by a signal, and says nothing
// that is not so.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

const std::vector<Arguments> kCommands = {
    {"search", "spooler"},
    {"search", "--json", "--facets", "spooler", "stops"},
    {"search", "similar:Q100001"},
    {"show", "Q100001"},
    {"show", "--related", "Q100001"},
    {"show", "--related", "--json", "Q100001"},
    {"show", "Q999999"},
    {"error", "0xc1060107"},
    {"file", "ese.dll"},
    {"complete", "spoo"},
    {"explain", "spooler stops"},
    {"fields"},
    {"stats"},
    {"check"},
    {"check", "--deep"},
    {"triage", "paste.txt"},
    {"export"},
    {"export", "--sqlite", "out.db", "--force"},
    {"pack", "out.kb", "--force"},
    {"unpack", "pocket.kb", "--force", "--db", "unpacked"},
    {"parse", "--json", "a"},
    {"index", "a"},
    {"index", "--full", "a"},
    {"100001"},
    {"spooler", "stops"},
};

}  // namespace

TEST_CASE("with few file descriptors no command dies or calls a sound index damaged",
          "[cli][faults]") {
  const Sandbox box;
  box.write({{"a/Q100001.TXT", document({"Q100001", "Spooler stops", "Error 0xc1060107"})},
             {"a/Q100002.TXT", document({"Q100002", "Spooler waits", "See Q100001."})},
             {"paste.txt", "the error is 0xc1060107\n"}});
  box.index({"a"});
  REQUIRE(box.run({"pack", "pocket.kb"}).status == 0);
  for (const std::string db : {"index", "pocket.kb"}) {
    for (const Arguments& words : kCommands) {
      if (db != "index" && words[0] == "index") continue;
      Arguments arguments = words;
      if (words[0] != "unpack") arguments.insert(arguments.end(), {"--db", db});
      for (rlim_t limit = 4; limit <= 14; ++limit) {
        CAPTURE(arguments, limit);
        const Ran ran = box.command(arguments).limit(RLIMIT_NOFILE, limit).run();
        INFO(ran);
        CHECK(((ran.status >= 0 && ran.status <= 2) || ran.status == Ran::kCouldNotStart));
        CHECK(ran.err.find("is damaged") == std::string::npos);
        CHECK(ran.err.find("internal error") == std::string::npos);
      }
    }
  }
  CHECK(box.run({"check", "--deep"}).status == 0);
}
