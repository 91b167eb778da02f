#include "corpus/walk.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/corpus/folder.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

std::string sources(const Walk& walk) {
  std::string out;
  for (const SourceFile& file : walk.files) {
    out += (out.empty() ? "" : " ") + file.source + (file.archive ? "(archive)" : "");
  }
  return out;
}

std::string sources(const std::vector<std::string>& paths) {
  const auto found = walk(paths);
  return found ? sources(*found) : "error: " + found.error().message;
}

}  // namespace

TEST_CASE("folders are walked in the order of their names", "[corpus]") {
  const Folder folder(
      {{"b.txt", "1"}, {"a/z.md", "2"}, {"a/B.TXT", "3"}, {"c/x/y.txt", "4"}, {"B", "5"}});
  CHECK(sources({folder.path()}) == "B b.txt a/B.TXT a/z.md c/x/y.txt");
  CHECK(sources({folder.path() + "/"}) == "B b.txt a/B.TXT a/z.md c/x/y.txt");
}

TEST_CASE("paths are taken in the order given", "[corpus]") {
  const Folder folder(Files{{"b/1.txt", "1"}, {"a/2.txt", "2"}});
  CHECK(sources({folder.path("b"), folder.path("a")}) == "1.txt 2.txt");
  CHECK(sources({folder.path("a/2.txt"), folder.path("b")}) == "2.txt 1.txt");
}

TEST_CASE("hidden files and files that hold no text are left out", "[corpus]") {
  const Folder folder(Files{{".git/x.txt", "1"},
                            {".hidden", "2"},
                            {"a.GIF", "3"},
                            {"b.css", "4"},
                            {"c.txt", "5"},
                            {"d.tar.xz", "6"},
                            {"e.zip", "7"},
                            {"f.zipper", "8"}});
  CHECK(sources({folder.path()}) == "c.txt d.tar.xz(archive) e.zip(archive) f.zipper");
}

TEST_CASE("a file that is named is taken whatever its name", "[corpus]") {
  const Folder folder(Files{{".hidden", "1"}, {"a.gif", "2"}});
  CHECK(sources({folder.path(".hidden"), folder.path("a.gif")}) == ".hidden a.gif");
}

TEST_CASE("a file is described by size and time", "[corpus]") {
  const Folder folder(Files{{"a.txt", "12345"}});
  const auto found = walk({folder.path()});
  REQUIRE(found);
  REQUIRE(found->files.size() == 1);
  CHECK(found->path_of(found->files[0]) == folder.path("a.txt"));
  CHECK(found->files[0].stamp.size == 5);
  CHECK(found->files[0].stamp.mtime > 1'000'000'000'000'000'000);
}

TEST_CASE("links are followed, loops and second links once", "[corpus]") {
  const Folder folder(Files{{"a/1.txt", "1"}, {"b/2.txt", "2"}});
  fs::create_directory_symlink(folder.path("b"), folder.path("a/link"));
  fs::create_directory_symlink(folder.path(), folder.path("a/loop"));
  fs::create_symlink(folder.path("b/2.txt"), folder.path("a/3.txt"));
  const auto found = walk({folder.path()});
  REQUIRE(found);
  CHECK(found->files.size() == 3);
  CHECK(found->problems.size() == 2);
  for (const SourceProblem& problem : found->problems) {
    CHECK(problem.why == "the folder was walked already (a link to it or a loop of links)");
  }
}

TEST_CASE("what can't be read below a folder is a problem, not an error", "[corpus]") {
  const Folder folder(Files{{"a.txt", "1"}});
  fs::create_symlink(folder.path("nowhere"), folder.path("dead.txt"));
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  const auto found = walk({folder.path()});
  REQUIRE(found);
  CHECK(sources(*found) == "a.txt");
  REQUIRE(found->problems.size() == 2);
  CHECK(found->problems[0].path == folder.path("dead.txt"));
  CHECK(found->problems[1].why == "it is not a regular file");
}

TEST_CASE("a path that is not there is an error that names it", "[corpus]") {
  const Folder folder;
  const auto found = walk({folder.path(), folder.path("none")});
  REQUIRE(!found);
  CHECK(found.error().kind == ErrorKind::kInput);
  CHECK(found.error().message.find("none") != std::string::npos);
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(!walk({folder.path("pipe")}));
}

TEST_CASE("an empty folder holds nothing", "[corpus]") {
  const Folder folder;
  CHECK(sources({folder.path()}).empty());
}

TEST_CASE("a deep folder is walked to its end", "[corpus]") {
  const Folder folder;
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += "d/";
  folder.write(deep + "a.txt", "1");
  CHECK(sources({folder.path()}) == deep + "a.txt");
}
