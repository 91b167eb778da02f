// What may happen to a run of `kb index`, really done to it: searches give the old answer or the
// new one, and the next run leaves a whole index and nothing else.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

/// A folder `a` of articles that all name the generation they are of.
struct Generations : Sandbox {
  explicit Generations(int count) : count_(count) {}

  /// Writes `changed` of the articles anew as of generation `g`, the rest stays as it was.
  void write_generation(int g, int changed) const {
    for (int i = 0; i < count_; ++i) {
      if (g > 1 && i >= changed) continue;
      const std::string id = "Q" + std::to_string(100000 + i);
      write("a/" + id + ".TXT",
            document({id, "Spooler stops", "Common generation" + std::to_string(g) + " of " + id}));
    }
  }

  int found(const std::string& query) const {
    const Ran ran = run({"search", "--json", query});
    INFO(ran);
    REQUIRE(ran.status <= 1);
    return json::parse(ran.out)["total"];
  }

  /// The index is whole: all articles, and `changed` of them as of generation `g` or the one
  /// before. Returns the generation.
  int check_whole(int g, int changed) const {
    const int now = found("generation" + std::to_string(g));
    const int before = found("generation" + std::to_string(g - 1));
    CHECK(found("common") == count_);
    CHECK((now == changed || now == 0));
    CHECK((now == changed) != (before == changed || (g == 2 && before == count_)));
    return now == changed ? g : g - 1;
  }

  /// The same in one question, for an index that may be exchanged between two.
  void check_answers(int g, int changed) const {
    const std::string either = "generation" + std::to_string(g - 1) + " OR generation";
    CHECK(found(either + std::to_string(g)) == (g == 2 ? count_ : changed));
    CHECK(found("common") == count_);
  }

  /// Nothing but manifest, database, catalogue and lock.
  bool is_clean() const { return list("index").size() == 4; }

  int count_;
};

std::int64_t milliseconds_of(const Clock::duration& duration) {
  return std::chrono::duration_cast<Milliseconds>(duration).count();
}

/// A file system of a few megabytes at `path`, gone when this is.
class SmallDisk {
 public:
  SmallDisk(const std::string& path, const std::string& size) : path_(path) {
    fs::create_directories(path);
    mounted_ = ::mount("tmpfs", path.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  bool make_read_only() const {
    return ::mount("", path_.c_str(), "", MS_REMOUNT | MS_RDONLY, "") == 0;
  }

 private:
  std::string path_;
  bool mounted_ = false;
};

/// Gives a file new bytes of the same length and the times it had.
void replace_keeping_times(const std::string& path, const std::string& bytes) {
  struct stat info {};
  REQUIRE(::stat(path.c_str(), &info) == 0);
  REQUIRE(std::size_t(info.st_size) == bytes.size());
  const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  REQUIRE(::write(fd, bytes.data(), bytes.size()) == ssize_t(bytes.size()));
  const timespec times[2] = {info.st_atim, info.st_mtim};
  REQUIRE(::futimens(fd, times) == 0);
  ::close(fd);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

/// Sets the modification time of a file, seconds from now.
void set_age(const std::string& path, int seconds) {
  const timespec times[2] = {{::time(nullptr) + seconds, 0}, {::time(nullptr) + seconds, 0}};
  REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

}  // namespace

TEST_CASE("a run killed at any of 50 moments leaves the old answers or the new", "[cli][faults]") {
  constexpr int kArticles = 120;
  constexpr int kChanged = 12;
  const Generations box(kArticles);
  std::mt19937 random(20021);
  box.write_generation(1, kArticles);
  box.index({"a"});
  int generation = 1;
  std::int64_t whole[2] = {150, 80};  // milliseconds; corrected by what the runs take
  int killed = 0;
  for (int round = 0; round < 50; ++round) {
    const bool full = round % 2 == 0;
    CAPTURE(round, full);
    ++generation;
    box.write_generation(generation, kChanged);
    Arguments arguments{"index", "-q", "a"};
    if (full) arguments.emplace_back("--full");
    Process process(box.command(arguments).start());
    std::this_thread::sleep_for(
        std::chrono::microseconds(random() % std::uint64_t(whole[full ? 0 : 1] * 1000)));
    if (round % 5 == 0) box.check_answers(generation, kChanged);
    process.kill(SIGKILL);
    const Ran ran = process.finish();
    killed += ran.status == Ran::kSignal + SIGKILL ? 1 : 0;
    box.check_whole(generation, kChanged);
    const auto start = Clock::now();
    box.index(round % 4 < 2 ? Arguments{"-q", "a"} : Arguments{"-q", "--full", "a"});
    if (round < 4) whole[round % 4 < 2 ? 1 : 0] = milliseconds_of(Clock::now() - start) + 5;
    CHECK(box.check_whole(generation, kChanged) == generation);
    CHECK(box.is_clean());
  }
  CHECK(killed >= 20);  // else most came too late
  CHECK(box.run({"check", "--deep"}).status == 0);
}

TEST_CASE("a disk that is full is one sentence, and the old index stays", "[cli][faults]") {
  const Generations box(100);
  const SmallDisk disk(box.path("disk"), "4m");
  if (!disk.mounted()) return skip("full disk: mounting is not permitted");
  const auto on_disk = [&](Arguments arguments) {
    arguments.insert(arguments.begin(), {"--db", "disk/index"});
    return box.run(arguments);
  };
  box.write_generation(1, 100);
  REQUIRE(on_disk({"index", "a"}).status == 0);
  const auto check_old = [&] {
    CHECK(json::parse(on_disk({"search", "--json", "generation1"}).out)["total"] == 100);
    CHECK(on_disk({"check", "--deep"}).status == 0);
    CHECK(box.list("disk/index").size() == 4);
  };
  const std::uint64_t room = fs::space(box.path("disk")).available;
  box.write("disk/filler", std::string(room - 80'000, 'x'));
  box.write_generation(2, 5);
  for (const Arguments& arguments : {Arguments{"index", "a"}, {"index", "--full", "a"}}) {
    CAPTURE(arguments);
    const Ran ran = on_disk(arguments);
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(ran.err.find("can't write") != std::string::npos);
    check_old();
  }
  box.remove("disk/filler");
  CHECK(on_disk({"index", "a"}).status == 0);
  CHECK(json::parse(on_disk({"search", "--json", "generation2"}).out)["total"] == 5);
}

TEST_CASE("an update that may not write so much leaves the old index", "[cli][faults]") {
  const Generations box(100);
  box.write_generation(1, 100);
  box.index({"a"});
  box.write_generation(2, 5);
  for (const rlim_t limit : {rlim_t(100), rlim_t(8'000), rlim_t(20'000), rlim_t(30'000)}) {
    CAPTURE(limit);
    const Ran ran = box.command({"index", "a"}).limit(RLIMIT_FSIZE, limit).run();
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(box.found("generation1") == 100);
    CHECK(box.is_clean());
  }
  box.index({"a"});
  CHECK(box.check_whole(2, 5) == 2);
}

TEST_CASE("an index on a read-only disk answers, and can't be updated", "[cli][faults]") {
  const Generations box(3);
  const SmallDisk disk(box.path("disk"), "4m");
  if (!disk.mounted()) return skip("read-only disk: mounting is not permitted");
  box.write_generation(1, 3);
  REQUIRE(box.run({"--db", "disk/index", "index", "a"}).status == 0);
  REQUIRE(disk.make_read_only());
  CHECK(box.run({"--db", "disk/index", "search", "spooler"}).status == 0);
  CHECK(box.run({"--db", "disk/index", "check", "--deep"}).status == 0);
  box.write_generation(2, 1);
  const Ran ran = box.run({"--db", "disk/index", "index", "a"});
  INFO(ran);
  CHECK(is_one_error(ran));
  CHECK(ran.err.find("Read-only file system") != std::string::npos);
}

TEST_CASE("sources that change while they are read never hang a run", "[cli][faults]") {
  const Generations box(200);
  box.write_generation(1, 200);
  if (!have_tool("tar")) return skip("changing sources: there is no tar here");
  REQUIRE(box.run_tool({"tar", "-cf", "a/some.tar", "a/Q100000.TXT", "a/Q100001.TXT"}).status == 0);
  const std::string archive = box.read("a/some.tar");
  std::atomic<bool> stop = false;
  std::thread changer([&] {
    std::mt19937 random(7);
    while (!stop) {
      const std::string name = box.path("a/Q" + std::to_string(100000 + random() % 200) + ".TXT");
      const std::string path = random() % 8 == 0 ? box.path("a/some.tar") : name;
      std::error_code ignored;
      fs::remove_all(path, ignored);
      switch (random() % 4) {
        case 0:
          ::mkfifo(path.c_str(), 0666);
          break;
        case 1:
          fs::create_directory(path, ignored);
          break;
        case 2:
          break;  // gone
        default:
          box.write(path.substr(box.path().size() + 1),
                    path == name ? document({"Q100300", "Spooler waits"}) : archive.substr(0, 700));
      }
    }
  });
  for (int round = 0; round < 12; ++round) {
    Arguments arguments{"index", "--yes", "a"};
    if (round % 3 == 0) arguments.emplace_back("--full");
    const Ran ran = box.run(arguments);
    INFO(ran);
    CHECK(ran.status == 0);
  }
  stop = true;
  changer.join();
  box.remove("a");
  box.write_generation(1, 200);
  box.write("a/some.tar", archive);
  box.index({"a"});
  CHECK(box.found("generation1") == 200);
  CHECK(box.found("waits") == 0);
  CHECK(box.run({"check", "--deep"}).status == 0);
}

TEST_CASE("a change is seen whatever the clock and the file's time say", "[cli][faults]") {
  const Generations box(2);
  box.write_generation(1, 2);
  const std::string path = box.path("a/Q100000.TXT");
  const std::string before = box.read("a/Q100000.TXT");
  const std::string after = replaced(before, "generation1", "generation2");
  SECTION("the same size and modification time") {
    set_age(path, -100'000);
    box.index({"a"});
    replace_keeping_times(path, after);
  }
  SECTION("written again at once") {
    box.index({"a"});
    box.write("a/Q100000.TXT", after);
  }
  SECTION("a time before the one it had") {
    box.index({"a"});
    box.write("a/Q100000.TXT", after);
    set_age(path, -1'000'000);
  }
  SECTION("a time in the future, then in the past") {
    set_age(path, 1'000'000);
    box.index({"a"});
    box.write("a/Q100000.TXT", after);
    set_age(path, -10);
  }
  SECTION("another file of that size moved into its place") {
    box.write("other", after);
    struct stat info {};
    ::stat(path.c_str(), &info);
    box.index({"a"});
    const timespec times[2] = {info.st_atim, info.st_mtim};
    ::utimensat(AT_FDCWD, box.path("other").c_str(), times, 0);
    fs::rename(box.path("other"), path);
  }
  const Ran ran = box.run({"index", "a"});
  CHECK(ran.err.starts_with("kb: 0 articles added, 1 changed, 0 removed"));
  CHECK(box.found("generation2") == 1);
  CHECK(box.found("generation1") == 1);
}

TEST_CASE("with few file descriptors an index is built, updated and searched", "[cli][faults]") {
  const Generations box(300);
  const auto limited = [&](const Arguments& arguments) {
    return box.command(arguments).limit(RLIMIT_NOFILE, 32).run().status;
  };
  box.write_generation(1, 300);
  CHECK(limited({"index", "-q", "a"}) == 0);
  box.write_generation(2, 20);
  CHECK(limited({"index", "-q", "a"}) == 0);
  CHECK(limited({"search", "generation2"}) == 0);
  CHECK(limited({"check", "--deep"}) == 0);
  CHECK(box.check_whole(2, 20) == 2);
}

TEST_CASE("with too little memory a run is one sentence or succeeds", "[cli][faults]") {
  const Generations box(300);
  box.write_generation(1, 300);
  if (box.command({"--version"}).limit(RLIMIT_AS, 64U << 20U).run().status != 0) {
    return skip("little memory: the program does not start with 64 MB (a sanitizer's?)");
  }
  box.index({"a"});
  int generation = 1;
  for (const rlim_t megabytes : {18, 20, 22, 24, 26, 28, 32, 40, 64}) {
    for (const bool full : {false, true}) {
      CAPTURE(megabytes, full);
      box.write_generation(++generation, 20);
      Arguments arguments{"index", "-q", "a"};
      if (full) arguments.emplace_back("--full");
      const Ran ran = box.command(arguments).limit(RLIMIT_AS, megabytes << 20U).run();
      INFO(ran);
      CHECK((ran.status == 0 || is_one_error(ran) || ran.status == Ran::kCouldNotStart));
      box.index({"-q", "a"});
      CHECK(box.check_whole(generation, 20) == generation);
      CHECK(box.is_clean());
    }
  }
}

TEST_CASE("a second writer waits when it is told to", "[cli][faults]") {
  const Generations box(3);
  box.write_generation(1, 3);
  std::filesystem::create_directory(box.path("index"));
  const int lock = ::open(box.path("index/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  REQUIRE(::flock(lock, LOCK_EX | LOCK_NB) == 0);
  Process waiting(box.command({"index", "--wait", "-q", "a"}).start());
  std::this_thread::sleep_for(Milliseconds(200));
  box.write_generation(2, 3);  // while it waits: what it indexes in the end is this
  ::close(lock);
  CHECK(waiting.finish().status == 0);
  CHECK(box.found("generation2") == 3);
  REQUIRE(box.has("index/manifest.json"));

  const int again = ::open(box.path("index/lock").c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(again, LOCK_EX | LOCK_NB) == 0);
  Process interrupted(box.command({"index", "--wait", "a"}).start());
  std::this_thread::sleep_for(Milliseconds(200));
  interrupted.kill(SIGINT);
  CHECK(interrupted.finish().status == 2);
  ::close(again);
}
