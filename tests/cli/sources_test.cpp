// What an index is made of: sources that are added and taken out, and what a run refuses to lose. A
// refused run leaves every byte of the index as it was.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/corpus/folder.h"
#include "tests/support/articles.h"
#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Folders with articles of numbers of their own: `a` 10, `b` 5, `c` 1.
struct Folders : Sandbox {
  Folders() {
    fill("a", 100, 10);
    fill("b", 200, 5);
    fill("c", 300, 1);
  }

  void fill(const std::string& folder, int first, int count) const {
    for (int i = first; i < first + count; ++i) write(name(folder, i), text(i));
  }
  static std::string name(const std::string& folder, int number) {
    return folder + "/Q100" + std::to_string(number) + ".TXT";
  }
  static std::string text(int number) {
    return document({"Q100" + std::to_string(number), "Spooler stops"});
  }

  Json stats(const std::string& db = "index") const {
    return Json::parse(run({"stats", "--json", "--db", db}).out);
  }
  int articles(const std::string& db = "index") const { return stats(db)["articles"]; }
  std::vector<std::string> sources(const std::string& db = "index") const {
    std::vector<std::string> names;
    const Json all = stats(db)["sources"];
    for (const std::string source : all) {
      names.push_back(fs::path(source).lexically_relative(fs::canonical(path())).string());
    }
    return names;
  }
  /// A run that must change nothing at all; returns what it said.
  std::string refused(const Arguments& arguments, const std::string& db = "index") const {
    const auto before = files_of(*this, db);
    const Ran ran = run(arguments);
    CAPTURE(arguments);
    INFO(ran);
    CHECK(is_one_error(ran));
    CHECK(files_of(*this, db) == before);
    return ran.err;
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("paths are added to what the index was made of", "[cli][sources]") {
  const Folders box;
  box.index({"a"});
  const Ran ran = box.index({"c"});
  CHECK(says(ran.err, "/c has become a source\n"));
  CHECK(says(ran.err, "kb: 1 article added, 0 changed, 0 removed"));
  CHECK(box.articles() == 11);
  CHECK(box.sources() == Names{"a", "c"});
  box.index({"b"});
  CHECK(box.articles() == 16);
  CHECK(box.sources() == Names{"a", "b", "c"});
  box.write(Folders::name("a", 400), Folders::text(400));
  box.index({"c"});  // brings all of them up to date
  CHECK(box.articles() == 17);
  CHECK(box.run({"check", "--deep"}).status == 0);
}

TEST_CASE("the order in which sources were added leaves no trace", "[cli][sources]") {
  const Folders box;
  box.write("b/other.txt", document({"Q100100", "Spooler stops", "Another text."}));
  box.index({"a"});
  box.index({"b"});
  REQUIRE(box.run({"index", "--db", "other", "b"}).status == 0);
  REQUIRE(box.run({"index", "--db", "other", "a"}).status == 0);
  CHECK(box.sources() == box.sources("other"));
  const auto shown = [&](const std::string& db) {
    return box.run({"show", "--json", "Q100100", "--db", db}).out;
  };
  CHECK(shown("index") == shown("other"));
  CHECK(Json::parse(shown("index"))["source"] == "Q100100.TXT");
}

TEST_CASE("one folder is one source by whatever name it is given", "[cli][sources]") {
  const Folders box;
  box.write("a/plain.md", "# Notes\n\nNo number.\n");  // would be there twice
  fs::create_directory_symlink("a", box.path("link"));
  box.index({"a"});
  struct Row {
    Arguments paths;
    std::string said;  ///< empty: nothing about it
  };
  const std::vector<Row> rows = {
      {{"a"}, ""},
      {{"a/"}, ""},
      {{"./a/."}, ""},
      {{box.path("a")}, ""},
      {{"c/../a"}, ""},
      {{"a", "a/"}, "kb: a/ is given twice; it is one source\n"},
      {{"link"}, "kb: link is the source "},
      {{"link/"}, "kb: link/ is the source "},
      {{"a/Q100100.TXT"}, "kb: a/Q100100.TXT lies in the source "},
      {{"link/Q100100.TXT"}, "kb: link/Q100100.TXT lies in the source "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.paths);
    const Ran ran = box.index(row.paths);
    INFO(ran);
    CHECK(box.articles() == 11);
    CHECK(box.sources() == Names{"a"});
    CHECK(says(ran.err, row.said));
    CHECK(says(ran.err, "source") == !row.said.empty());
  }
}

TEST_CASE("a folder takes the place of the sources below it", "[cli][sources]") {
  const Folders box;
  box.write({{"all/x/Q100500.TXT", Folders::text(500)},
             {"all/y/Q100501.TXT", Folders::text(501)},
             {"all/.hidden/Q100502.TXT", Folders::text(502)}});
  box.index({"all/x", "all/.hidden"});
  CHECK(box.articles() == 2);
  const Ran ran = box.index({"all"});
  CHECK(says(ran.err, "/all/x lies in the source all and is no source of its own\n"));
  CHECK(box.articles() == 3);
  CHECK(box.sources() == Names{"all", "all/.hidden"});  // which a walk of `all` passes over
  CHECK(box.run({"check", "--deep"}).status == 0);
}

TEST_CASE("a link below one source to another is not followed twice", "[cli][sources]") {
  const Folders box;
  box.write("b/plain.md", "# Notes\n\nNo number.\n");
  fs::create_directory_symlink("../b", box.path("a/link"));
  box.index({"a", "b"});
  CHECK(box.articles() == 16);
  box.index({"--only", "a"});
  CHECK(box.articles() == 16);
  box.index({"b"});
  CHECK(box.articles() == 16);
}

TEST_CASE("the sources are exactly those of --only", "[cli][sources]") {
  const Folders box;
  box.index({"a", "b"});
  const Ran ran = box.index({"--only", "c"});
  CHECK(says(ran.err, "/a is no source any more\n"));
  CHECK(box.articles() == 1);
  CHECK(box.sources() == Names{"c"});
  CHECK(says(box.refused({"index", "--only"}), "--only needs the paths"));
  CHECK(says(box.refused({"index", "--only", "a", "--remove", "c"}), "exclude each other"));
}

TEST_CASE("sources are taken out by --remove, also while others come", "[cli][sources]") {
  const Folders box;
  box.index({"a", "b"});
  box.index({"c", "--remove", "a"});
  CHECK(box.articles() == 6);
  CHECK(box.sources() == Names{"b", "c"});
  const std::string said = box.refused({"index", "--remove", "a"});
  CHECK(says(said, "kb: a is no source of this index; its sources are "));
  CHECK(says(said, "/b, "));
  CHECK(says(said, "/c\n"));
  CHECK(says(box.refused({"index", "--remove", "b/Q100200.TXT"}), "is no source"));
  CHECK(says(box.refused({"index", "b", "--remove", "b"}), "added and removed at once"));
  box.remove("b");  // one that is gone can be taken out
  box.index({"--remove", "b/"});
  CHECK(box.sources() == Names{"c"});
  box.index({"--remove", "c"});
  CHECK(box.articles() == 0);
  CHECK(box.sources().empty());
}

TEST_CASE("a dry run says what would change and writes nothing", "[cli][sources]") {
  const Folders box;
  box.write("d.tar", kb::test::tar_of({{"Q100600.TXT", Folders::text(600)}}));
  box.index({"a", "b"});
  box.write(Folders::name("a", 100), document({"Q100100", "Spooler waits"}));
  box.remove(Folders::name("a", 101));
  const auto before = files_of(box, "index");
  const Arguments change{"index", "--dry-run", "c", "d.tar", "--remove", "b"};
  const Ran told = box.run(change);
  INFO(told);
  CHECK(told.status == 0);
  CHECK(told.out.empty());
  CHECK(says(told.err, "/c would become a source\n"));
  CHECK(says(told.err, "/b would be no source any more\n"));
  CHECK(says(told.err, "kb: 2 articles would be added, 1 changed, 6 removed\n"));
  Arguments as_json = change;
  as_json.emplace_back("--json");
  const Json json = Json::parse(box.run(as_json).out);
  CHECK(json["dry_run"] == true);
  CHECK(json["refused"].is_null());
  CHECK(json["added"] == 2);
  CHECK(json["changed"] == 1);
  CHECK(json["removed"] == 6);
  CHECK(json["sources_added"].size() == 2);
  CHECK(json["sources_removed"].size() == 1);
  CHECK(json["articles"] == 11);
  CHECK(files_of(box, "index") == before);
  CHECK(box.run({"index", "--dry-run", "--db", "none", "a"}).status == 0);
  CHECK_FALSE(box.has("none"));
  // What it said is what happens.
  const Json real = Json::parse(box.run({"index", "--json", "c", "d.tar", "--remove", "b"}).out);
  for (const char* key : {"added", "changed", "removed", "articles"}) CHECK(real[key] == json[key]);
}

TEST_CASE("a dry run of what would be refused says that, too", "[cli][sources]") {
  const Folders box;
  box.index({"a", "b"});
  box.remove("b");
  const Ran ran = box.run({"index", "--dry-run", "--json"});
  CHECK(ran.status == 0);
  CHECK(says(Json::parse(ran.out)["refused"].get<std::string>(), "/b, which held 5 articles,"));
  CHECK(says(ran.err, "kb: it would be refused: the source "));
  CHECK(Json::parse(box.run({"index", "--dry-run", "--json", "--yes"}).out)["refused"].is_null());
}

TEST_CASE("a source that is gone, empty or something else is refused", "[cli][sources]") {
  const Folders box;
  box.index({"a", "c"});
  const std::string c = fs::canonical(box.path("c")).string();
  const auto check_refused = [&](const std::string& why) {
    for (const Arguments& arguments :
         {Arguments{"index"}, {"index", "--full"}, {"index", "b"}, {"index", "--remove", "a"}}) {
      const std::string said = box.refused(arguments);
      CHECK(says(said, "kb: the source " + c + ", which held 1 article, " + why));
      CHECK(says(said, "`kb index --remove " + c + "`"));
      CHECK(says(said, "--yes"));
    }
  };
  fs::rename(box.path("c"), box.path("away"));
  check_refused("can't be read (No such file or directory), so the index was left as it is");
  fs::create_directory(box.path("c"));
  check_refused("holds no articles now");
  box.remove("c");
  box.write("c", std::string("\x7F"
                             "ELF\0\0",
                             6));
  check_refused("can't be read (it is a binary file)");
  box.remove("c");
  REQUIRE(::mkfifo(box.path("c").c_str(), 0666) == 0);
  check_refused("can't be read (it is not a regular file)");
  box.remove("c");
  fs::rename(box.path("away"), box.path("c"));
  CHECK(says(box.index().err, "nothing has changed"));
  box.remove("c");
  CHECK(box.run({"index", "--yes"}).status == 0);
  CHECK(box.articles() == 10);
  CHECK(box.sources() == Names{"a", "c"});  // the source stays, its disk may come back
  CHECK(box.run({"index"}).status == 0);    // nothing is left in it to be lost
  box.fill("c", 300, 1);
  box.index();
  CHECK(box.articles() == 11);
}

TEST_CASE("more than a fifth of the articles does not go unasked", "[cli][sources]") {
  const Folders box;
  box.index({"a"});
  box.remove(Folders::name("a", 100));
  box.remove(Folders::name("a", 101));
  CHECK(says(box.index().err, "0 articles added, 0 changed, 2 removed"));  // a fifth of 10
  box.remove(Folders::name("a", 102));
  box.remove(Folders::name("a", 103));
  CHECK(says(box.refused({"index"}),
             "kb: 2 of 8 articles would be taken out, more than a fifth, so the index was left as "
             "it is; "));
  CHECK(says(box.refused({"index", "--full"}), "2 of 8 articles"));
  CHECK(box.articles() == 8);
  CHECK(box.run({"index", "--yes"}).status == 0);
  CHECK(box.articles() == 6);
}

TEST_CASE("files that move or change are no losses", "[cli][sources]") {
  const Folders box;
  box.index({"a"});
  fs::create_directory(box.path("a/deep"));
  for (int i = 100; i < 109; ++i) {
    fs::rename(box.path(Folders::name("a", i)), box.path(Folders::name("a/deep", i)));
  }
  box.index();
  for (int i = 100; i < 109; ++i) {
    box.write(Folders::name("a/deep", i), document({"Q100" + std::to_string(i), "Spooler waits"}));
  }
  box.index();
  CHECK(box.articles() == 10);
}

TEST_CASE("archives that vanish or can't be read are refused", "[cli][sources]") {
  const Folders box;
  const std::string tar = kb::test::tar_of({{"Q100600.TXT", Folders::text(600)}});
  box.write("given.tar", tar);
  box.write("a/inside.tar", tar);
  box.write("a/inside.tar", kb::test::tar_of({{"Q100700.TXT", Folders::text(700)}}));
  box.index({"a", "given.tar"});
  CHECK(box.articles() == 12);
  box.remove("given.tar");
  CHECK(says(box.refused({"index"}), "given.tar, which held 1 article, can't be read (No such"));
  box.write("given.tar", std::string(600, 'x'));
  CHECK(says(box.refused({"index"}), "given.tar, which held 1 article, can't be read"));
  box.write("given.tar", tar);
  box.write("a/inside.tar", std::string(600, 'x'));
  CHECK(says(box.refused({"index"}), "the archive "));
  CHECK(box.articles() == 12);
}

TEST_CASE("without sources and without an index it is the sample", "[cli][sources]") {
  const Folders box;
  const Ran ran = box.index();
  CHECK(says(ran.err, "kb: no source was named, so the sample articles that come with kb are "));
  CHECK(box.articles() == 101);
  CHECK(says(box.index({"c"}).err, "the sample articles stay in the index"));
  CHECK(box.articles() == 102);
}

TEST_CASE("an unpacked index is not replaced by the sample", "[cli][sources]") {
  const Folders box;
  box.index({"a"});
  REQUIRE(box.run({"pack", "a.kb"}).status == 0);
  const Ran ran = box.run({"unpack", "--db", "back", "a.kb"});
  CHECK(says(ran.err, "kb: the index does not know what it was made of; `kb index PATH...` names"));
  CHECK(box.sources("back").empty());
  CHECK(says(box.refused({"index", "--db", "back"}, "back"),
             "kb: the index back does not know what it was made of; name its sources"));
  CHECK(says(box.refused({"index", "--db", "back", "c"}, "back"), "10 of 10 articles"));
  CHECK(box.run({"index", "--db", "back", "a", "c"}).status == 0);
  CHECK(box.articles("back") == 11);
  CHECK(box.sources("back") == Names{"a", "c"});
  CHECK(box.run({"check", "--deep", "--db", "back"}).status == 0);
  CHECK(box.run({"unpack", "--db", "back", "--force", "a.kb"}).status == 0);
  CHECK(box.run({"index", "--db", "back", "--only", "c"}).status == 0);  // on purpose
  CHECK(box.articles("back") == 1);
  CHECK(box.run({"unpack", "--db", "copy", "index"}).status == 0);
  CHECK(box.sources("copy") == Names{"a"});
  CHECK(box.run({"index", "--db", "copy"}).status == 0);
}

TEST_CASE("an index of an older kb keeps its sources", "[cli][sources]") {
  const Folders box;
  box.index({"a"});
  Json manifest = Json::parse(box.read("index/manifest.json"));
  manifest["schema"] = 0;
  box.write("index/manifest.json", manifest.dump());
  box.index({"c"});
  CHECK(box.articles() == 11);
  manifest = Json::parse(box.read("index/manifest.json"));
  manifest["schema"] = 0;
  box.write("index/manifest.json", manifest.dump());
  for (int i = 100; i < 103; ++i) box.remove(Folders::name("a", i));
  CHECK(says(box.refused({"index"}), "3 of 11 articles"));
}

TEST_CASE("clusters keep their sources and their articles, too", "[cli][sources]") {
  const Folders box;
  const auto cluster = [](Arguments more) {
    Arguments all{"index", "--shards", "2", "--db", "cluster"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  REQUIRE(box.run(cluster({"a"})).status == 0);
  REQUIRE(box.run(cluster({"c"})).status == 0);
  CHECK(box.articles("cluster") == 11);
  CHECK(box.sources("cluster") == Names{"a", "c"});
  fs::rename(box.path("c"), box.path("away"));
  CHECK(says(box.refused(cluster({}), "cluster"), "/c can't be read (No such file or directory)"));
  const auto before = files_of(box, "cluster");
  const Ran dry = box.run(cluster({"--dry-run"}));
  CHECK(dry.status == 0);
  CHECK(says(dry.err, "it would be refused"));
  CHECK(files_of(box, "cluster") == before);
  CHECK(says(box.refused({"index", "--db", "cluster"}, "cluster"), "is a cluster"));
  REQUIRE(box.run(cluster({"--remove", "c"})).status == 0);
  CHECK(box.articles("cluster") == 10);
  for (int i = 100; i < 103; ++i) box.remove(Folders::name("a", i));
  CHECK(says(box.refused(cluster({}), "cluster"), "3 of 10 articles"));
  REQUIRE(box.run(cluster({"--yes"})).status == 0);
  CHECK(box.articles("cluster") == 7);
}

TEST_CASE("a name that is not UTF-8 is no source", "[cli][sources]") {
  const Folders box;
  box.index({"a"});
  box.write("caf\xE9/Q100800.TXT", Folders::text(800));
  CHECK(says(box.refused({"index", "caf\xE9"}), "is not UTF-8; rename it, or name a link to it"));
}

TEST_CASE("a watch keeps the articles of a source that vanishes", "[cli][watch][sources]") {
  const Folders box;
  Process watch(box.command({"index", "--watch", "--json", "a", "c"}).start());
  REQUIRE(Json::parse(watch.read_line(Milliseconds(20'000)))["action"] == "built");
  // The manifest names the database and all its files; the folder itself may hold the work of a run
  // at any moment.
  const std::string before = box.read("index/manifest.json");
  fs::rename(box.path("c"), box.path("away"));
  box.fill("a", 900, 1);  // the watch looks, and finds the source gone
  std::this_thread::sleep_for(Milliseconds(1'500));
  CHECK(box.read("index/manifest.json") == before);
  fs::rename(box.path("away"), box.path("c"));
  CHECK(Json::parse(watch.read_line(Milliseconds(20'000)))["added"] == 1);
  watch.kill(SIGTERM);
  const Ran ran = watch.finish();
  CHECK(ran.status == 0);
  CHECK(says(ran.err, "/c, which held 1 article, can't be read"));
  CHECK(box.articles() == 12);
}
