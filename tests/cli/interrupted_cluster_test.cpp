// Runs of `kb index --shards` that do not come to their end, and searches while they run: the
// cluster gives the old answer or the new one, whole.
#include <sys/resource.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using Json = nlohmann::json;
using Names = std::vector<std::string>;

namespace {

constexpr int kFew = 6;
constexpr int kMany = 300;
constexpr const char* kStub = "cluster/cluster.kbdb";

/// Folders `few` and `many` of articles, for clusters in the folder `cluster`.
struct Clusters : Sandbox {
  Clusters() {
    write_articles(*this, "few", kFew);
    write_articles(*this, "many", kMany);
    whole = duration_of(build("many"));
  }

  Command build(const std::string& articles) const {
    return command({"index", "-q", "--only", "--shards", "3", "--db", "cluster", articles});
  }

  /// The folder `cluster` as it was before a run: one of `few`, or no folder.
  void prepare(bool exists) const {
    remove("cluster");
    if (exists) REQUIRE(build("few").run() == Ran{0, "", ""});
  }

  /// How many articles the cluster finds, all that are in it; -1 if there is none, -2 if the answer
  /// is an error or lacks a shard.
  int found() const {
    const Ran ran = run({"search", "--json", "--db", kStub, "spooler"});
    INFO(ran);
    if (ran.err.starts_with("kb: there is no index ")) return -1;
    const Json answer = Json::parse(ran.out, nullptr, false);
    const bool good = ran.status == 0 && ran.err.empty() && !answer.is_discarded();
    CHECK(good);
    return good && answer["remarks"].empty() ? answer["total"].get<int>() : -2;
  }

  /// The next run leaves its cluster and nothing else.
  void check_next_run() const {
    CHECK(build("few").run() == Ran{0, "", ""});
    CHECK(found() == kFew);
    CHECK(run({"check", "--db", kStub}).status == 0);
    CHECK(list("cluster").size() == 2);  // the stub and what it names
  }

  Microseconds whole{0};
};

}  // namespace

TEST_CASE("a build of shards killed at any moment leaves the old cluster or the new",
          "[cli][cluster][faults]") {
  const Clusters box;
  const std::uint32_t seed = std::random_device()();
  int killed = 0;
  for (const bool existed : {true, false}) {
    for (const Microseconds moment : moments_of(box.whole, 12, seed)) {
      CAPTURE(existed, seed, moment.count());
      box.prepare(existed);
      const Ran ran = run_until(moment, box.build("many"), SIGKILL);
      INFO(ran);
      killed += ran.status == Ran::kSignal + SIGKILL ? 1 : 0;
      const int found = box.found();
      CHECK((found == kMany || found == (existed ? kFew : -1)));
      if (found >= 0) CHECK(box.run({"check", "--db", kStub}).status == 0);
      box.check_next_run();
    }
  }
  CHECK(killed >= 8);  // else most came too late
}

TEST_CASE("a build of shards that is interrupted says what became of the cluster",
          "[cli][cluster][faults]") {
  const Clusters box;
  const std::uint32_t seed = std::random_device()();
  for (const int signal : {SIGINT, SIGTERM}) {
    for (const bool existed : {true, false}) {
      const std::string outcome =
          existed ? "the cluster is what it was before" : "no cluster was written";
      unsigned interrupted = 0;
      for (const Microseconds moment : moments_of(box.whole, 5, seed)) {
        CAPTURE(signal, existed, seed, moment.count());
        box.prepare(existed);
        const Ran ran =
            run_until(moment, box.build("many"), signal, box, std::string(kStub) + ".part/lock");
        INFO(ran);
        if (ran.status == 0) {
          CHECK(box.found() == kMany);
          continue;
        }
        ++interrupted;
        CHECK(ran == Ran{2, "", "kb: interrupted; " + outcome + "\n"});
        CHECK(box.found() == (existed ? kFew : -1));
        CHECK(box.has("cluster") == existed);
        if (existed) CHECK(box.list("cluster") == Names{"cluster.kbdb", "kb-build-1"});
      }
      CHECK(interrupted > 0);
    }
  }
}

TEST_CASE("a full disk under a build of shards is one sentence, and the old cluster stays",
          "[cli][cluster][faults]") {
  const Clusters box;
  for (const rlim_t limit : {100, 10'000, 60'000}) {
    for (const bool existed : {true, false}) {
      CAPTURE(limit, existed);
      box.prepare(existed);
      const Ran ran = box.build("many").limit(RLIMIT_FSIZE, limit).run();
      INFO(ran);
      CHECK(is_one_error(ran));
      CHECK(ran.err.starts_with("kb: can't write cluster/"));
      CHECK(ran.err.find("; check permissions and free space, or ") != std::string::npos);
      CHECK(box.found() == (existed ? kFew : -1));
      CHECK(box.has("cluster") == existed);
      if (existed) CHECK(box.list("cluster") == Names{"cluster.kbdb", "kb-build-1"});
    }
  }
}

TEST_CASE("while clusters take each other's place every search is answered by one of them",
          "[cli][cluster][faults]") {
  const Clusters box;
  write_articles(box, "other", 2 * kFew);
  box.prepare(true);
  std::atomic<bool> stop = false;
  std::thread builder([&] {
    for (int i = 0; i < 30; ++i) box.build(i % 2 == 0 ? "other" : "few").run();
    stop = true;
  });
  while (!stop) {
    for (int i = 0; i < 5; ++i) {
      const int found = box.found();
      CHECK((found == kFew || found == 2 * kFew));
    }
    const Ran ran = box.run({"check", "--db", kStub});
    INFO(ran);
    CHECK(ran.status == 0);
  }
  builder.join();
}
