// Runs of `kb pack`, `kb unpack` and `kb export` that do not come to their end: what they write is
// what it was or whole and new, and nothing lies beside it.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using Json = nlohmann::json;

namespace {

constexpr int kFew = 3;
constexpr int kMany = 400;

/// The indexes `few` and `many`, and a folder `out` for what is made of them.
struct Indexed : Sandbox {
  Indexed() {
    write_articles(*this, "a", kFew);
    write_articles(*this, "b", kMany);
    REQUIRE(run({"index", "-q", "--db", "few", "a"}).status == 0);
    REQUIRE(run({"index", "-q", "--db", "many", "b"}).status == 0);
    std::filesystem::create_directory(path("out"));
  }

  /// How many articles `db` finds, all that are in it; -1 if it does not answer.
  int found(const std::string& db) const {
    const Ran ran = run({"search", "--json", "--db", db, "spooler"});
    return ran.status == 0 ? Json::parse(ran.out)["total"].get<int>() : -1;
  }

  bool is_sound(const std::string& db) const { return run({"check", "--db", db}).status == 0; }
};

/// A command that makes `out/NAME` of the index `few` or `many`, always the same bytes of each.
struct Made : Indexed {
  Made(Arguments command, const std::string& name) : command_(std::move(command)), out(name) {
    REQUIRE(make("few").run().status == 0);
    old_bytes = read(out);
    whole = duration_of(make("many"));
    new_bytes = read(out);
    REQUIRE(old_bytes != new_bytes);
  }

  Command make(const std::string& index) const {
    Arguments all = command_;
    all.insert(all.end(), {out, "-q", "--force", "--db", index});
    return command(all);
  }

  /// `out` as it was before a run: the one of `few`, or none.
  void prepare(bool exists) const {
    remove(out);
    if (exists) write(out, old_bytes);
  }

  bool is_old(bool existed) const { return existed ? read(out) == old_bytes : !has(out); }
  bool is_new() const { return has(out) && read(out) == new_bytes; }
  /// Nothing but `out` in its folder.
  bool is_clean() const { return list("out").size() == (has(out) ? 1 : 0); }

  /// Interrupts runs at moments all over them: what each says is true.
  void check_interrupts(unsigned count) const;
  void check_full_disks() const;

  Arguments command_;
  std::string out;
  std::string old_bytes;
  std::string new_bytes;
  Microseconds whole{0};
};

/// Pocket files of the indexes `few` and `many`, to be unpacked to the folder `index`.
struct Pockets : Indexed {
  Pockets() {
    for (const std::string index : {"few", "many"}) {
      REQUIRE(run({"pack", "-q", "--db", index, index + ".kb"}).status == 0);
    }
    whole = duration_of(unpack("many.kb"));
  }

  Command unpack(const std::string& file) const {
    return command({"unpack", "-q", "--force", file});
  }

  /// The folder `index` as it was before a run: the articles of `few`, or no folder.
  void prepare(bool exists) const {
    remove("index");
    if (exists) REQUIRE(unpack("few.kb").run().status == 0);
  }

  Microseconds whole{0};
};

void Made::check_interrupts(unsigned count) const {
  const std::uint32_t seed = std::random_device()();
  for (const int signal : {SIGINT, SIGTERM}) {
    for (const bool existed : {true, false}) {
      const std::string outcome = existed ? out + " is what it was before" : "no file was written";
      unsigned interrupted = 0;
      for (const Microseconds moment : moments_of(whole, count, seed)) {
        CAPTURE(signal, existed, seed, moment.count());
        prepare(existed);
        const Ran ran = run_until(moment, make("many"), signal, *this, out + ".part/lock");
        INFO(ran);
        if (ran == Ran{0, "", ""}) {
          CHECK(is_new());
        } else {
          ++interrupted;
          CHECK(ran == Ran{2, "", "kb: interrupted; " + outcome + "\n"});
          CHECK(is_old(existed));
        }
        CHECK(is_clean());
      }
      CHECK(interrupted > 0);
    }
  }
}

void Made::check_full_disks() const {
  const rlim_t size = new_bytes.size();
  for (const rlim_t limit : {rlim_t(100), size / 100, size / 4, size / 2, size * 3 / 4, size - 1}) {
    for (const bool existed : {true, false}) {
      CAPTURE(limit, size, existed);
      prepare(existed);
      const Ran ran = make("many").limit(RLIMIT_FSIZE, limit).run();
      INFO(ran);
      CHECK(is_one_error(ran));
      CHECK(ran.err.starts_with("kb: can't write " + out));
      CHECK(ran.err.ends_with("; check permissions and free space, or write to another place\n"));
      CHECK(is_old(existed));
      CHECK(is_clean());
    }
  }
}

}  // namespace

TEST_CASE("packing that is killed at any moment leaves the old file or the new", "[cli][faults]") {
  const Made box({"pack"}, "out/x.kb");
  const auto index = files_of(box, "many");
  const std::uint32_t seed = std::random_device()();
  int killed = 0;
  for (const bool existed : {true, false}) {
    for (const Microseconds moment : moments_of(box.whole, 15, seed)) {
      CAPTURE(existed, seed, moment.count());
      box.prepare(existed);
      const Ran ran = run_until(moment, box.make("many"), SIGKILL);
      INFO(ran);
      killed += ran.status == Ran::kSignal + SIGKILL ? 1 : 0;
      const bool is_new = box.is_new();
      CHECK((is_new || box.is_old(existed)));
      if (is_new || existed) {
        CHECK(box.is_sound(box.out));
        CHECK(box.found(box.out) == (is_new ? kMany : kFew));
      }
      CHECK(box.make("few").run() == Ran{0, "", ""});
      CHECK(box.is_old(true));
      CHECK(box.is_clean());
    }
  }
  CHECK(killed >= 10);  // else most came too late
  CHECK(files_of(box, "many") == index);
}

TEST_CASE("packing that is interrupted says what became of the file", "[cli][faults]") {
  Made({"pack"}, "out/x.kb").check_interrupts(6);
}

TEST_CASE("an export that is interrupted says what became of the file", "[cli][faults]") {
  Made({"export", "--sqlite"}, "out/x.db").check_interrupts(12);
}

TEST_CASE("a full disk while packing is one sentence, and the old file stays", "[cli][faults]") {
  Made({"pack"}, "out/x.kb").check_full_disks();
}

TEST_CASE("a full disk while exporting is one sentence, and the old file stays", "[cli][faults]") {
  Made({"export", "--sqlite"}, "out/x.db").check_full_disks();
}

TEST_CASE("a full disk under an export of lines is one sentence that names the file",
          "[cli][faults]") {
  const Indexed box;
  const std::string command = KB_PROGRAM " export --db many > ";
  const auto check_named = [&](const std::string& script, const std::string& file) {
    const Ran ran = box.run_tool({"sh", "-c", script});
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.starts_with("kb: can't write the output to " + file + ": "));
    CHECK(ran.err.ends_with("; check permissions and free space, or write to another place\n"));
  };
  check_named("ulimit -f 100; " + command + "out/lines", box.path("out/lines"));
  check_named(command + "/dev/full", "/dev/full");
}

TEST_CASE("unpacking that is killed at any moment leaves the old index or the new",
          "[cli][faults]") {
  const Pockets box;
  const std::uint32_t seed = std::random_device()();
  int killed = 0;
  for (const bool existed : {true, false}) {
    for (const Microseconds moment : moments_of(box.whole, 12, seed)) {
      CAPTURE(existed, seed, moment.count());
      box.prepare(existed);
      const Ran ran = run_until(moment, box.unpack("many.kb"), SIGKILL);
      INFO(ran);
      killed += ran.status == Ran::kSignal + SIGKILL ? 1 : 0;
      const int found = box.found("index");
      if (existed || found >= 0) {
        CHECK((found == kMany || (existed && found == kFew)));
        CHECK(box.is_sound("index"));
      } else {
        CHECK(box.run({"search", "spooler"}).err.starts_with("kb: there is no index "));
      }
      CHECK(box.unpack("few.kb").run() == Ran{0, "", ""});
      CHECK(box.found("index") == kFew);
      CHECK(box.list("index").size() == 4);  // manifest, database, catalogue and lock
    }
  }
  CHECK(killed >= 8);  // else most came too late
}

TEST_CASE("unpacking that is interrupted says what became of the index", "[cli][faults]") {
  const Pockets box;
  const std::uint32_t seed = std::random_device()();
  for (const int signal : {SIGINT, SIGTERM}) {
    for (const bool existed : {true, false}) {
      const std::string outcome =
          existed ? "the index is what it was before" : "no index was written";
      unsigned interrupted = 0;
      for (const Microseconds moment : moments_of(box.whole, 4, seed)) {
        CAPTURE(signal, existed, seed, moment.count());
        box.prepare(existed);
        const Ran ran = run_until(moment, box.unpack("many.kb"), signal, box, "index/lock");
        INFO(ran);
        if (ran.status == 0) {
          CHECK(box.found("index") == kMany);
          continue;
        }
        if (existed && ran.status == Ran::kSignal + signal) {  // it had not begun
          CHECK(box.found("index") == kFew);
          continue;
        }
        ++interrupted;
        CHECK(ran == Ran{2, "", "kb: interrupted; " + outcome + "\n"});
        CHECK(box.found("index") == (existed ? kFew : -1));
        CHECK(box.list("index").size() == (existed ? 4 : 0));
      }
      CHECK(interrupted > 0);
    }
  }
}

TEST_CASE("a full disk while unpacking is one sentence, and the old index stays", "[cli][faults]") {
  const Pockets box;
  for (const rlim_t limit : {100, 10'000, 50'000, 200'000}) {
    for (const bool existed : {true, false}) {
      CAPTURE(limit, existed);
      box.prepare(existed);
      const Ran ran = box.unpack("many.kb").limit(RLIMIT_FSIZE, limit).run();
      INFO(ran);
      CHECK(is_one_error(ran));
      CHECK(ran.err.starts_with("kb: can't write index/"));
      CHECK(ran.err.find("; check permissions and free space, or ") != std::string::npos);
      CHECK(box.found("index") == (existed ? kFew : -1));
      CHECK(box.list("index").size() == (existed ? 4 : 0));
    }
  }
}
