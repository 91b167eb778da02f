// `kb index --watch`: the index follows its folders until it is told to end.
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A watch over the folder `a`, which begins with one article and ten others, so that those that a
/// test takes out are few.
struct Watched : Sandbox {
  Watched() {
    write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
    for (int i = 0; i < 10; ++i) {
      const std::string id = "Q" + std::to_string(100200 + i);
      write("a/others/" + id + ".TXT", document({id, "Fan stops"}));
    }
    process = std::make_unique<Process>(command({"index", "--watch", "--json", "a"}).start());
    CHECK(next()["action"] == "built");
  }

  /// The report of the next run that changed something.
  json next() const {
    return json::parse(process->read_line(Milliseconds(20'000)), nullptr, false);
  }

  std::unique_ptr<Process> process;
};

}  // namespace

TEST_CASE("a watch takes in what is written, moved and removed", "[cli][watch]") {
  const Watched box;
  box.write("a/Q100002.TXT", document({"Q100002", "Mouse stops"}));
  CHECK(box.next()["added"] == 1);
  CHECK(box.run({"show", "Q100002"}).status == 0);

  box.write("a/b/c/Q100003.TXT", document({"Q100003", "Screen stops"}));  // in a new folder
  CHECK(box.next()["added"] == 1);
  box.write("a/b/c/Q100004.TXT", document({"Q100004", "Keyboard stops"}));  // which is watched, too
  CHECK(box.next()["added"] == 1);

  box.write("outside/Q100005.TXT", document({"Q100005", "Plug stops"}));
  fs::rename(box.path("outside"), box.path("a/inside"));
  CHECK(box.next()["added"] == 1);

  box.remove("a/b");
  CHECK(box.next()["removed"] == 2);
  CHECK(box.run({"show", "Q100003"}).status == 1);

  box.write("a/Q100001.TXT", document({"Q100001", "Spooler waits"}));
  CHECK(box.next()["changed"] == 1);
  CHECK(json::parse(box.run({"search", "--json", "title:waits"}).out)["total"] == 1);
}

TEST_CASE("a watch ends at an interrupt, with status 0 and a whole index", "[cli][watch]") {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Watched box;
    box.process->kill(signal);
    const Ran ran = box.process->finish();
    INFO(ran);
    CHECK(ran.status == 0);
    CHECK(
        ran.err.ends_with("kb: watching for changes; interrupt to end\nkb: the watch has ended\n"));
    CHECK(box.run({"check"}).status == 0);
    CHECK(box.list("index").size() == 4);
  }
}

TEST_CASE("changes that follow each other closely are one update", "[cli][watch]") {
  const Watched box;
  for (int i = 0; i < 30; ++i) {
    const std::string id = "Q" + std::to_string(100100 + i);
    box.write("a/" + id + ".TXT", document({id, "Mouse stops"}));
    std::this_thread::sleep_for(Milliseconds(5));
  }
  std::uint64_t added = 0;
  int updates = 0;
  for (; added < 30 && updates < 30; ++updates) added += std::uint64_t(box.next()["added"]);
  CHECK(added == 30);
  CHECK(updates < 10);
}

TEST_CASE("a watch outlives a source that is gone for a while", "[cli][watch]") {
  const Watched box;
  fs::rename(box.path("a"), box.path("away"));
  std::this_thread::sleep_for(Milliseconds(600));
  box.write("away/Q100002.TXT", document({"Q100002", "Mouse stops"}));
  fs::rename(box.path("away"), box.path("a"));
  const auto has_both = [&] {
    return box.run({"show", "Q100001"}).status == 0 && box.run({"show", "Q100002"}).status == 0;
  };
  for (int i = 0; i < 3 && !has_both(); ++i) box.next();
  CHECK(has_both());
}

TEST_CASE("a watch over sources that are not there is an error at once", "[cli][watch]") {
  const Sandbox box;
  CHECK(is_one_error(box.run({"index", "--watch", "none"})));
}
