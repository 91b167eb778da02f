// An index in one file: what it answers, how it is written, what a failure leaves.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/sandbox.h"

using namespace kb::testing;
using Clock = std::chrono::steady_clock;
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

TEST_CASE("a full disk while packing is one sentence, and an older file stays", "[cli][pack]") {
  const Indexed box;
  REQUIRE(box.run({"pack", "out.kb"}).status == 0);
  const std::string before = box.read("out.kb");
  for (const rlim_t limit : {rlim_t(100), rlim_t(4096), rlim_t(20'000), rlim_t(200'000)}) {
    CAPTURE(limit);
    const Ran ran = box.command({"pack", "out.kb"}).limit(RLIMIT_FSIZE, limit).run();
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.starts_with("kb: can't write "));
    CHECK(box.read("out.kb") == before);
    CHECK(!box.has("out.kb.part"));
  }
}

TEST_CASE("packing that is killed at any of 50 moments leaves the older file", "[cli][pack]") {
  const Indexed box;
  const auto start = Clock::now();
  REQUIRE(box.run({"pack", "-q", "out.kb"}).status == 0);
  const auto whole = std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
  const std::string before = box.read("out.kb");
  for (int percent = 1; percent < 100; percent += 2) {
    CAPTURE(percent);
    Process process(box.command({"pack", "-q", "out.kb"}).start());
    std::this_thread::sleep_for(whole * percent / 100);
    process.kill(SIGKILL);
    process.finish();
    CHECK(box.read("out.kb") == before);
    CHECK(box.run({"check", "--db", "out.kb"}).status == 0);
  }
  Process interrupted(box.command({"pack", "-q", "out.kb"}).start());
  std::this_thread::sleep_for(whole / 4);
  interrupted.kill(SIGINT);
  CHECK(interrupted.finish().status != 0);
  CHECK(box.read("out.kb") == before);
  REQUIRE(box.run({"pack", "-q", "out.kb"}).status == 0);
  CHECK(!box.has("out.kb.part"));
}
