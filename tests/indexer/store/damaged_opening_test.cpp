// What Xapian reads when it opens a database, byte by byte changed: opening is refused, and the
// process lives.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/build/build.h"
#include "indexer/cluster/cluster_build.h"
#include "indexer/store/cluster.h"
#include "indexer/store/index_folder.h"
#include "indexer/transfer/pack.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

Files two_articles() { return {{"a.txt", document("One.\n\n")}, {"b.md", "# Two\n\ntext\n"}}; }

/// Does opening end as it should? In a process of its own, since it may be a signal that ends it.
bool is_refused(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto opened = open_index(path);
    ::_exit(!opened && opened.error().kind == ErrorKind::kDamaged && !opened.error().hint.empty());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

/// Writes five other values at `at`, one after the other, and counts those that are not refused.
int deceived(const std::string& file, std::size_t at, const std::string& index) {
  const std::string bytes = read_bytes(file);
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto put = [&](char byte) {
    out.seekp(std::streamoff(at));
    out.put(byte);
    out.flush();
  };
  int count = 0;
  for (const int change : {0x01, 0x10, 0x55, 0x80, 0xFF}) {
    put(char(bytes[at] ^ change));
    count += is_refused(index) ? 0 : 1;
  }
  put(bytes[at]);
  return count;
}

}  // namespace

TEST_CASE("any other byte in iamglass is refused before Xapian reads it", "[indexer][damage]") {
  const Folder source(two_articles());
  const Folder index;
  Progress progress;
  const auto built = build_index({{source.path()}, index.path(), 1}, progress);
  REQUIRE(built);
  const std::string file = index.path(built->info.database + "/iamglass");
  const std::size_t size = read_bytes(file).size();
  for (std::size_t at = 0; at < size; ++at) {
    CAPTURE(at);
    CHECK(deceived(file, at, index.path()) == 0);
  }
  CHECK(open_index(index.path()));
}

TEST_CASE("any other byte in the front of a pocket file is refused", "[indexer][damage]") {
  const Folder source(two_articles());
  const Folder index;
  Progress progress;
  REQUIRE(build_index({{source.path()}, index.path("db"), 1}, progress));
  const std::string file = index.path("a.kb");
  REQUIRE(pack_index(index.path("db"), file, Overwrite::kOwnKind, progress));
  const std::size_t database = read_bytes(file).find("\x0f\x0dXapian Glass");
  REQUIRE(database != std::string::npos);
  for (std::size_t at = database; at < database + 160; ++at) {
    CAPTURE(at);
    CHECK(deceived(file, at, file) == 0);
  }
  CHECK(open_index(file));
}

TEST_CASE("any other byte in the vocabulary's iamglass is refused", "[indexer][damage]") {
  const Folder source(two_articles());
  const Folder index;
  Progress progress;
  REQUIRE(build_cluster({{source.path()}, index.path(), 1}, 2, progress));
  const auto stub = read_cluster(index.path(kClusterName));
  REQUIRE(stub);
  const std::string file = index.path(stub->vocabulary + "/iamglass");
  const std::size_t size = read_bytes(file).size();
  for (std::size_t at = 0; at < size; at += 5) {
    CAPTURE(at);
    CHECK(deceived(file, at, index.path()) == 0);
  }
  CHECK(open_index(index.path()));
}
