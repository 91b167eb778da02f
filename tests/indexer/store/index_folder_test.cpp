#include "indexer/store/index_folder.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "indexer/build/build.h"
#include "indexer/check/check.h"
#include "indexer/schema/schema.h"
#include "indexer/store/publish.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

/// Builds an index of `sources` in `folder`.
BuildReport build(const std::string& sources, const std::string& folder) {
  Progress progress;
  auto report = build_index({{sources}, folder, 2}, progress);
  REQUIRE(report);
  return *report;
}

Files three_articles() {
  return {{"a.txt", document("One.\n\n")},
          {"b.txt", replace_all(document("Two.\n\n"), "Q112233", "Q112234")},
          {"notes/c.md", "# Three\n\ntext\n"}};
}

std::size_t entries(const std::string& folder) {
  return std::size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("an index that is built opens and says what it is", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  const BuildReport report = build(source.path(), index.path("db"));
  CHECK(report.passed.empty());
  const auto opened = open_index(index.path("db"));
  REQUIRE(opened);
  CHECK(opened->database.get_doccount() == 3);
  CHECK(opened->info.articles == 3);
  CHECK(opened->info.schema == kSchemaVersion);
  CHECK(opened->info.files == 3);
  CHECK(opened->info.dialects ==
        std::map<std::string, std::uint64_t>{{"document", 2}, {"markdown", 1}});
  CHECK(opened->info.sources ==
        std::vector<std::string>{fs::weakly_canonical(source.path()).string()});
  CHECK(opened->info.hash == report.info.hash);
  CHECK(check_index(index.path("db")).value().empty());
  CHECK(entries(index.path("db")) == 4);  // manifest, database, catalogue, lock
}

TEST_CASE("a new index takes the place of the old one", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  build(source.path(), index.path());
  const auto before = open_index(index.path());
  REQUIRE(before);
  source.write("d.txt", "A fourth.\n");
  build(source.path(), index.path());
  CHECK(open_index(index.path())->info.articles == 4);
  CHECK(before->database.get_doccount() == 3);  // who has the old one open keeps it
  CHECK(!before->database.get_document(1).get_data().empty());
  CHECK(entries(index.path()) == 4);
}

TEST_CASE("where there is no index, opening says so", "[indexer]") {
  const Folder folder(Files{{"file", "x"}});
  CHECK(open_index(folder.path("none")).error().kind == ErrorKind::kNoIndex);
  CHECK(open_index(folder.path()).error().kind == ErrorKind::kNoIndex);
  CHECK(open_index(folder.path("file")).error().kind == ErrorKind::kDamaged);
  CHECK(!open_index(folder.path("none")).error().hint.empty());
}

TEST_CASE("a damaged index is named as such", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  const IndexInfo info = build(source.path(), index.path()).info;
  const std::string manifest = read_bytes(index.path("manifest.json"));
  const std::string table = info.database + "/postlist.glass";
  const std::string database = read_bytes(index.path(table));
  const auto kind = [&] {
    const auto opened = open_index(index.path());
    return opened ? -1 : int(opened.error().kind);
  };
  REQUIRE(kind() == -1);

  SECTION("a manifest that is cut") {
    for (std::size_t length = 0; length < manifest.size() - 2; length += 7) {
      index.write("manifest.json", manifest.substr(0, length));
      CHECK(kind() == int(ErrorKind::kDamaged));
    }
  }
  SECTION("a manifest of something else") {
    for (const char* text : {"{}", "[]", "null", "{\"format\": \"kb index\", \"schema\": \"x\"}"}) {
      index.write("manifest.json", text);
      CHECK(kind() == int(ErrorKind::kDamaged));
    }
  }
  SECTION("a manifest that points elsewhere") {
    index.write("manifest.json", replace_all(manifest, "\"index-", "\"../index-"));
    CHECK(kind() == int(ErrorKind::kDamaged));
  }
  SECTION("another version") {
    const std::string now = "\"schema\": " + std::to_string(kSchemaVersion);
    index.write("manifest.json", replace_all(manifest, now, "\"schema\": 999"));
    CHECK(kind() == int(ErrorKind::kVersion));
    CHECK(open_index(index.path()).error().message.find("newer") != std::string::npos);
    index.write("manifest.json", replace_all(manifest, now, "\"schema\": 4"));
    CHECK(kind() == int(ErrorKind::kVersion));
    const Error older = open_index(index.path()).error();
    CHECK(older.message.find("was written by an older kb (schema 4") != std::string::npos);
    CHECK(older.hint == kRebuild);
  }
  SECTION("a database that is missing") {
    fs::remove(index.path(table));
    CHECK(kind() == int(ErrorKind::kDamaged));
  }
  SECTION("a database that is cut") {
    index.write(table, database.substr(0, database.size() / 2));
    CHECK(kind() == int(ErrorKind::kDamaged));
  }
  SECTION("a database with other bytes") {
    std::string altered = database;
    for (std::size_t i = altered.size() / 2; i < altered.size() / 2 + 64; ++i) altered[i] = '\xAA';
    index.write(table, altered);
    const auto faults = check_index(index.path());
    CHECK((!faults || !faults->empty()));
  }
}

TEST_CASE("only one process writes an index at a time", "[indexer]") {
  const Folder index;
  auto lock = IndexLock::take(index.path("db"));
  REQUIRE(lock);
  CHECK(fs::is_directory(lock->scratch()));
  const pid_t child = ::fork();
  if (child == 0) {
    const auto other = IndexLock::take(index.path("db"));
    ::_exit(other ? 0 : other.error().kind == ErrorKind::kBusy ? 7 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 7);
  const std::string scratch = lock->scratch();
  { const IndexLock moved = std::move(*lock); }
  CHECK(!fs::exists(scratch));
  CHECK(IndexLock::take(index.path("db")));
}

TEST_CASE("what a dead build left is removed by the next", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  const std::string leftovers[] = {"scratch-99/shard-0/x", "index-0123456789abcdef.glass",
                                   "index-0123456789abcdef-2.glass/postlist.glass",
                                   "sources-0123456789abcdef", "manifest.json.new"};
  for (const std::string& name : leftovers) index.write(name, "1");
  build(source.path(), index.path());
  CHECK(entries(index.path()) == 4);
  for (const std::string& name : leftovers) index.write(name, "1");
  index.write("index-mine.glass/x", "2");  // a user's, in the folder of an index
  index.write("mine.txt", "2");
  build(source.path(), index.path());
  CHECK(entries(index.path()) == 6);
  CHECK(fs::exists(index.path("mine.txt")));
  CHECK(fs::exists(index.path("index-mine.glass/x")));
}

TEST_CASE("an index whose manifest can't be read stays until there is a new one", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  const IndexInfo info = build(source.path(), index.path()).info;
  const std::string manifest = read_bytes(index.path("manifest.json"));
  const std::string now = "\"schema\": " + std::to_string(kSchemaVersion);
  for (const std::string& text :
       {std::string(), manifest.substr(0, 99), replace_all(manifest, now, "\"schema\": 999")}) {
    index.write("manifest.json", text);
    Progress progress;
    progress.cancel = true;
    REQUIRE(build_index({{source.path()}, index.path(), 1}, progress));
    CHECK(fs::exists(index.path(info.database + "/postlist.glass")));
    CHECK(fs::exists(index.path(info.catalog->name)));
  }
  index.write("manifest.json", manifest);
  CHECK(check_index(index.path()).value().empty());
  index.write("manifest.json", "");
  build(source.path(), index.path());
  CHECK(entries(index.path()) == 4);
}

TEST_CASE("no link in a shared folder is followed when an index is written", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  const Folder other(Files{{"mine.txt", "precious"}});
  const auto plant = [&](const std::string& name) {
    fs::create_symlink(other.path("mine.txt"), index.path(name));
  };
  Progress progress;
  SECTION("the lock") {
    plant("lock");
    CHECK(!build_index({{source.path()}, index.path(), 1}, progress));
  }
  SECTION("the manifest that an older kb wrote first") {
    plant("manifest.json.new");
    CHECK(build_index({{source.path()}, index.path(), 1}, progress));
  }
  SECTION("the manifest") {
    plant("manifest.json");
    CHECK(!build_index({{source.path()}, index.path(), 1}, progress));
  }
  SECTION("a scratch folder") {
    fs::create_directory_symlink(other.path(), index.path("scratch-" + std::to_string(::getpid())));
    CHECK(build_index({{source.path()}, index.path(), 1}, progress));
  }
  SECTION("the lock of another user where everyone may write") {
    if (::geteuid() != 0) return;
    index.write("lock", "");
    REQUIRE(::chown(index.path("lock").c_str(), 65534, 65534) == 0);
    fs::permissions(index.path(), fs::perms::all);
    const auto refused = build_index({{source.path()}, index.path(), 1}, progress);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::kUsage);
    fs::permissions(index.path(), fs::perms::owner_all);
    CHECK(build_index({{source.path()}, index.path(), 1}, progress));
  }
  CHECK(read_bytes(other.path("mine.txt")) == "precious");
}

TEST_CASE("an index can't lie where a file is", "[indexer]") {
  const Folder folder(Files{{"file", "x"}});
  CHECK(IndexLock::take(folder.path("file")).error().kind == ErrorKind::kUsage);
  CHECK(!IndexLock::take(folder.path("file/below")));
}

TEST_CASE("a build that is cancelled or fails leaves the old index", "[indexer]") {
  const Folder source(three_articles());
  const Folder index;
  const std::string hash = build(source.path(), index.path()).info.hash;
  Progress progress;
  progress.cancel = true;
  const auto cancelled = build_index({{source.path()}, index.path(), 1}, progress);
  REQUIRE(cancelled);
  CHECK(cancelled->cancelled);
  CHECK(open_index(index.path())->info.hash == hash);
  Progress again;
  CHECK(!build_index({{source.path("none")}, index.path(), 1}, again));
  CHECK(open_index(index.path())->info.hash == hash);
}
