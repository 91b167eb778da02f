// Exports of pages that do not come to their end: what stood there stands there, or the new one does,
// whole; and the next run leaves nothing else. $KB_KILLS says at how many moments each is killed.
#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

struct Format {
  std::string option;
  std::string out;
};

const Format kHtml{"--html", "out/pages"};
const Format kDocset{"--docset", "out/kb.docset"};
const Format kZim{"--zim", "out/kb.zim"};

unsigned kills() {
  const char* many = std::getenv("KB_KILLS");
  return many == nullptr ? 5 : unsigned(std::strtoul(many, nullptr, 10));
}

bool can_write(const Format& format) {
  if (format.option != "--zim" || fs::exists(fs::path(KB_PROGRAM).parent_path() / "libkb_zim.so")) {
    return true;
  }
  skip("exports that end early, as a ZIM file: this build has no libzim");
  return false;
}

/// An export of the index `few` in the place where one of `many` shall be.
struct Pages : Sandbox {
  explicit Pages(Format asked) : format(std::move(asked)) {
    write_articles(*this, "a", 3);
    write_articles(*this, "b", 150);
    for (const auto& [db, from] : {std::pair("few", "a"), std::pair("many", "b")}) {
      REQUIRE(run({"index", "-q", "--db", db, from}).status == 0);
    }
    fs::create_directory(path("out"));
    whole = duration_of(make("many"));
    new_files = written();
    REQUIRE(make("few").run() == Ran{0, "", ""});
    old_files = written();
    REQUIRE(old_files != new_files);
  }

  Command make(const std::string& db) const {
    Command made = command({"export", format.option, format.out, "-q", "--force", "--db", db});
    return made.set("SOURCE_DATE_EPOCH", "1000000000");
  }

  Files written() const {
    if (!has(format.out)) return {};
    return fs::is_directory(path(format.out)) ? files_of(*this, format.out)
                                              : Files{{format.out, read(format.out)}};
  }

  /// `out` as it was before a run.
  void prepare(bool exists) const {
    remove(format.out);
    if (exists) REQUIRE(make("few").run() == Ran{0, "", ""});
  }

  bool is_clean() const { return list("out").size() == (has(format.out) ? 1U : 0U); }

  Format format;
  Files old_files;
  Files new_files;
  Microseconds whole{0};
};

}  // namespace

TEST_CASE("an export of pages that is killed at any moment leaves the old one or the new",
          "[cli][faults][kills]") {
  const Format format = GENERATE(kHtml, kDocset, kZim);
  if (!can_write(format)) return;
  const Pages box(format);
  const std::uint32_t seed = std::random_device()();
  unsigned killed = 0;
  for (const bool existed : {true, false}) {
    for (const Microseconds moment : moments_of(box.whole, kills(), seed)) {
      CAPTURE(format.option, existed, seed, moment.count());
      box.prepare(existed);
      const Ran ran = run_until(moment, box.make("many"), SIGKILL);
      INFO(ran);
      killed += ran.status == Ran::kSignal + SIGKILL ? 1 : 0;
      const Files files = box.written();
      const bool whole = files == box.new_files || files == (existed ? box.old_files : Files{});
      CHECK(whole);
      CHECK(box.make("few").run() == Ran{0, "", ""});
      const bool next_is_whole = box.written() == box.old_files;
      CHECK(next_is_whole);
      CHECK(box.is_clean());
    }
  }
  CHECK(killed >= kills() / 2);  // else most came too late
}

TEST_CASE("an export of pages that is interrupted says what became of it", "[cli][faults]") {
  const Format format = GENERATE(kHtml, kZim);
  if (!can_write(format)) return;
  const Pages box(format);
  const std::uint32_t seed = std::random_device()();
  unsigned interrupted = 0;
  for (const bool existed : {true, false}) {
    for (const Microseconds moment : moments_of(box.whole, 4, seed)) {
      CAPTURE(format.option, existed, seed, moment.count());
      box.prepare(existed);
      const Ran ran = run_until(moment, box.make("many"), SIGINT, box, format.out + ".part/lock");
      INFO(ran);
      const bool is_new = ran == Ran{0, "", ""};
      if (!is_new) {
        ++interrupted;
        const std::string kind = format.option == "--zim" ? "file" : "folder";
        const std::string outcome =
            existed ? format.out + " is what it was before" : "no " + kind + " was written";
        CHECK(ran == Ran{2, "", "kb: interrupted; " + outcome + "\n"});
      }
      const Files want = is_new ? box.new_files : existed ? box.old_files : Files{};
      const bool as_said = box.written() == want;
      CHECK(as_said);
      CHECK(box.is_clean());
    }
  }
  CHECK(interrupted > 0);
}

TEST_CASE("a full disk under an export of pages is one sentence, and the old one stays",
          "[cli][faults]") {
  const Format format = GENERATE(kHtml, kDocset, kZim);
  if (!can_write(format)) return;
  const Pages box(format);
  std::uintmax_t largest = 0;
  for (const auto& [name, bytes] : box.new_files) largest = std::max(largest, bytes.size());
  for (const rlim_t limit : {rlim_t(100), rlim_t(largest / 4), rlim_t(largest - 1)}) {
    for (const bool existed : {true, false}) {
      CAPTURE(format.option, limit, existed);
      box.prepare(existed);
      const Ran ran = box.make("many").limit(RLIMIT_FSIZE, limit).run();
      INFO(ran);
      CHECK(is_one_error(ran));
      CHECK(ran.err.starts_with("kb: can't write " + format.out));
      CHECK(ran.err.ends_with("; check permissions and free space, or write to another place\n"));
      const bool as_before = box.written() == (existed ? box.old_files : Files{});
      CHECK(as_before);
      CHECK(box.is_clean());
    }
  }
}
