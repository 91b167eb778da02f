// Runs of `kb index` that do not come to their end: the old index is what it was.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using Clock = std::chrono::steady_clock;

namespace {

/// An index of one article, and a larger folder `new` to replace it by.
struct Replaced : Sandbox {
  Replaced() {
    write("old/Q100000.TXT", document({"Q100000", "Old spooler"}));
    index({"old"});
    for (int i = 0; i < 1500; ++i) {
      const std::string id = "Q" + std::to_string(100001 + i);
      write("new/" + id + ".TXT", document({id, "New spooler", long_text(i)}));
    }
  }

  static std::string long_text(int seed) {
    std::string text;
    for (int i = 0; i < 100; ++i)
      text += "word" + std::to_string((seed * 131 + i * 17) % 5000) + " ";
    return text;
  }

  /// The old index answers as it did.
  void check_old() const {
    CHECK(run({"show", "Q100000"}).status == 0);
    CHECK(run({"show", "Q100001"}).status == 1);
    CHECK(run({"check"}).status == 0);
  }

  /// The next run ends well and leaves manifest, database, catalogue and lock, nothing else.
  void check_next_run() const {
    index({"--only", "old"});
    check_old();
    CHECK(list("index").size() == 4);
  }
};

}  // namespace

TEST_CASE("a full disk is one sentence, and the old index stays", "[cli][bad]") {
  const Replaced box;
  for (const rlim_t limit : {rlim_t(100), rlim_t(4096), rlim_t(20'000), rlim_t(200'000)}) {
    CAPTURE(limit);
    const Ran ran = box.command({"index", "--only", "new"}).limit(RLIMIT_FSIZE, limit).run();
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.starts_with("kb: can't write index/scratch-"));
    CHECK(ran.err.find("; check permissions and free space") != std::string::npos);
    CHECK(box.list("index").size() == 4);
    box.check_old();
  }
  box.check_next_run();
}

TEST_CASE("a full disk while an archive is unpacked leaves the old index", "[cli][bad]") {
  const Replaced box;
  if (!have_tool("tar")) return skip("there is no tar here");
  REQUIRE(box.run_tool({"tar", "-cf", "new.tar", "new"}).status == 0);
  const Ran ran = box.command({"index", "--only", "new.tar"}).limit(RLIMIT_FSIZE, 50'000).run();
  INFO(ran);
  CHECK(is_one_error(ran));
  box.check_old();
  box.check_next_run();
}

TEST_CASE("too few file descriptors is one sentence or success, never a half index", "[cli][bad]") {
  const Replaced box;
  for (const rlim_t limit : {rlim_t(4), rlim_t(8), rlim_t(16)}) {
    CAPTURE(limit);
    const Ran ran = box.command({"index", "-q", "--only", "new"}).limit(RLIMIT_NOFILE, limit).run();
    INFO(ran);
    CHECK((ran.status == 0 || ran.status == 2 || ran.status == Ran::kCouldNotStart));
    CHECK(box.run({"check"}).status == 0);
  }
}

TEST_CASE("a run that is killed at any moment leaves the old index", "[cli][bad]") {
  const Replaced box;
  const auto start = Clock::now();
  REQUIRE(box.run({"--db", "trial", "index", "-q", "new"}).status == 0);
  const auto whole = std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
  for (const int percent : {2, 10, 25, 40, 55, 70, 80, 90}) {
    CAPTURE(percent);
    Process process(box.command({"index", "-q", "--only", "new"}).start());
    std::this_thread::sleep_for(whole * percent / 100);
    process.kill(SIGKILL);
    const Ran ran = process.finish();
    if (ran.status == 0) continue;  // it was faster this time
    CHECK(ran.status == Ran::kSignal + SIGKILL);
    CHECK(box.run({"check"}).status == 0);
    const bool old = box.run({"show", "Q100000"}).status == 0;
    CHECK(old != (box.run({"show", "Q100001"}).status == 0));  // the one or the other, whole
    box.check_next_run();
  }
}

TEST_CASE("a run that is interrupted says so and cleans up", "[cli][bad]") {
  for (const int signal : {SIGINT, SIGTERM}) {
    CAPTURE(signal);
    const Replaced box;
    Process process(box.command({"index", "--only", "new"}).start());
    for (int i = 0; i < 2000 && box.list("index").size() == 4; ++i) {
      std::this_thread::sleep_for(Milliseconds(1));
    }
    process.kill(signal);
    const Ran ran = process.finish();
    INFO(ran);
    CHECK(ran == Ran{2, "", "kb: interrupted; the index is what it was before\n"});
    CHECK(box.list("index").size() == 4);
    box.check_old();
  }
}

TEST_CASE("a first build that is interrupted leaves an empty folder", "[cli][bad]") {
  const Replaced box;
  std::filesystem::create_directory(box.path("first"));
  Process process(box.command({"--db", "first", "index", "new"}).start());
  for (int i = 0; i < 2000 && box.list("first").size() < 2; ++i) {
    std::this_thread::sleep_for(Milliseconds(1));
  }
  process.kill(SIGINT);
  CHECK(process.finish() == Ran{2, "", "kb: interrupted; no index was written\n"});
  CHECK(box.list("first").empty());
  CHECK(box.run({"--db", "first", "index", "-q", "new"}).status == 0);
}

TEST_CASE("what dead runs left is removed by the next one", "[cli][bad]") {
  const Replaced box;
  box.write({{"index/scratch-99999/shard-0/x", "x"},
             {"index/index-0000000000000000.glass", "x"},
             {"index/index-1111111111111111.glass/postlist.glass", "x"},
             {"index/sources-0000000000000000", "x"},
             {"index/manifest.json.new", "x"},
             {"index/notes.txt", "mine"}});
  box.check_old();
  box.index({"old"});
  CHECK(box.list("index").size() == 5);
  CHECK(box.read("index/notes.txt") == "mine");
  box.check_old();
}
