// Nothing is overwritten that kb did not write, and what it wrote only where that is asked for.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/articles.h"
#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// An index, a pocket file and a database of it, and what belongs to other people, in `out`.
struct Things : Sandbox {
  Things() {
    write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
    index({"a"});
    fs::create_directory(path("out"));
    REQUIRE(run({"pack", "out/own.kb"}).status == 0);
    REQUIRE(run({"export", "--sqlite", "out/own.db"}).status == 0);
    write({{"out/notes.txt", "precious"},
           {"out/empty", ""},
           {"out/other.db", other_database()},
           {"out/folder/notes.txt", "precious"},
           {"out/app/manifest.json", R"({"name": "a web page", "sources": [], "articles": 1})"},
           {"out/mixed/lock", ""},
           {"out/mixed/notes.txt", "precious"}});
    fs::create_symlink("nowhere", path("out/dangling"));
    fs::create_symlink("notes.txt", path("out/link"));
  }

  /// A SQLite database that kb did not write: its application id is another one.
  std::string other_database() const {
    std::string bytes = read("out/own.db");
    bytes[70] = 'x';
    return bytes;
  }

  void check_refused(const Arguments& arguments, const std::string& said) const {
    const auto before = files_of(*this, "out");
    const Ran ran = run(arguments);
    CAPTURE(arguments);
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(says(ran.err, said));
    CHECK(files_of(*this, "out") == before);
    CHECK(fs::is_symlink(path("out/dangling")));
    CHECK(fs::is_symlink(path("out/link")));
    CHECK_FALSE(has_part());
  }

  bool has_part() const {
    for (const std::string& name : list("out")) {
      if (name.ends_with(".part")) return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("pack and export refuse files of another kind, with --force too", "[cli][overwrite]") {
  const Things box;
  for (const std::string name : {"notes.txt", "empty", "other.db", "link", "dangling"}) {
    const std::string out = "out/" + name;
    for (const bool force : {false, true}) {
      Arguments pack{"pack", out};
      Arguments exported{"export", "--sqlite", out};
      if (force) pack.emplace_back("--force");
      if (force) exported.emplace_back("--force");
      box.check_refused(pack, "kb: " + out + " exists and is no pocket file; name another");
      box.check_refused(exported, "kb: " + out + " exists and is no exported database; name");
    }
  }
  box.check_refused({"pack", "--force", "out/own.db"}, "is no pocket file");
  box.check_refused({"export", "--force", "--sqlite", "out/own.kb"}, "is no exported database");
  box.check_refused({"pack", "--force", "out/folder"}, "out/folder is a folder");
}

TEST_CASE("pack and export replace their own kind with --force", "[cli][overwrite]") {
  const Things box;
  box.check_refused({"pack", "out/own.kb"},
                    "the pocket file out/own.kb exists already; replace it");
  box.check_refused({"export", "--sqlite", "out/own.db"}, "out/own.db exists already; replace it");
  box.write("a/Q100002.TXT", document({"Q100002", "Mouse stops"}));
  box.index();
  const auto before = files_of(box, "out");
  CHECK(box.run({"pack", "--force", "out/own.kb"}).err.starts_with("kb: 2 articles in out/own.kb"));
  CHECK(box.run({"export", "--force", "--sqlite", "out/own.db"}) ==
        Ran{0, "", "kb: 2 articles in out/own.db\n"});
  CHECK(box.read("out/own.kb") != before.at("out/own.kb"));
  CHECK(box.read("out/own.db") != before.at("out/own.db"));
}

TEST_CASE("unpack and index refuse folders with other files", "[cli][overwrite]") {
  const Things box;
  for (const std::string name : {"folder", "app", "mixed"}) {
    const std::string folder = "out/" + name;
    const std::string said = "kb: the folder " + folder + " holds other files and no index; name";
    box.check_refused({"unpack", "out/own.kb", "--db", folder}, said);
    box.check_refused({"unpack", "--force", "out/own.kb", "--db", folder}, said);
    box.check_refused({"index", "a", "--db", folder}, said);
    box.check_refused({"index", "--full", "--yes", "a", "--db", folder}, said);
    box.check_refused({"index", "--dry-run", "a", "--db", folder}, said);
    box.check_refused({"index", "--shards", "2", "a", "--db", folder}, said);
  }
  box.check_refused({"unpack", "--force", "out/own.kb", "--db", "out/notes.txt"}, "is a file");
  box.check_refused({"index", "a", "--db", "out/notes.txt"}, "is a file");
}

TEST_CASE("unpack replaces an index with --force alone, and needs none for an empty folder",
          "[cli][overwrite]") {
  const Things box;
  fs::create_directory(box.path("empty"));
  CHECK(box.run({"unpack", "out/own.kb", "--db", "empty"}).status == 0);
  REQUIRE(box.run({"index", "a", "--db", "out/index"}).status == 0);
  box.check_refused({"unpack", "out/own.kb", "--db", "out/index"},
                    "kb: out/index holds an index already; replace it with --force");
  box.check_refused({"unpack", "out/none.kb", "--db", "out/index"},
                    "kb: there is no file out/none.kb; name a pocket file");
  box.check_refused({"unpack", "--force", "out/none.kb", "--db", "out/index"}, "there is no file");
  CHECK(box.run({"unpack", "--force", "out/own.kb", "--db", "out/index"}).status == 0);
  REQUIRE(box.run({"index", "--shards", "2", "a", "--db", "out/cluster"}).status == 0);
  box.check_refused({"unpack", "--force", "out/own.kb", "--db", "out/cluster"}, "is a cluster");
}

TEST_CASE("files of a user inside an index folder stay", "[cli][overwrite]") {
  const Things box;
  box.write("index/notes.txt", "precious");
  box.write("a/Q100002.TXT", document({"Q100002", "Mouse stops"}));
  box.index({"--full"});
  CHECK(box.read("index/notes.txt") == "precious");
}
