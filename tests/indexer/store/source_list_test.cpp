// Which sources an index has after a change: source_list.h. What a run says of it:
// tests/cli/sources_test.cpp.
#include "indexer/store/source_list.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/corpus/folder.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

using Paths = std::vector<std::string>;

/// A folder with `a`, `a/b`, `c` and the link `to-a`.
struct Places : Folder {
  Places() : Folder(Files{{"a/1.txt", "1"}, {"a/b/2.txt", "2"}, {"c/3.gif", "3"}}) {
    fs::create_directory_symlink("a", path("to-a"));
  }
  Paths all(const Paths& names) const {
    Paths paths;
    for (const std::string& name : names) {
      paths.push_back(name.empty() ? path() : path(name));
    }
    return paths;
  }
  /// The sources without the folder, then what was said.
  std::string after(const Paths& known, const SourceChange& change) const {
    const auto list =
        change_sources(all(known), {all(change.add), change.only, all(change.remove)});
    if (!list) return "error";
    Paths names;
    for (const std::string& path : list->paths()) {
      names.push_back(fs::path(path).lexically_relative(path_()).string());
    }
    return fmt::format("{} +{} -{} !{}", fmt::join(names, " "), list->added.size(),
                       list->removed.size(), list->remarks.size());
  }
  std::string path_() const { return fs::canonical(path()).string(); }
};

}  // namespace

TEST_CASE("sources are added, taken out and kept apart", "[indexer]") {
  struct Row {
    const char* name;
    Paths known;
    SourceChange change;
    const char* want;
  };
  const std::vector<Row> rows = {
      {"the first", {}, {{"c", "a"}, false, {}}, "a c +2 -0 !0"},
      {"one more", {"c"}, {{"a"}, false, {}}, "a c +1 -0 !0"},
      {"the same", {"a", "c"}, {{"a"}, false, {}}, "a c +0 -0 !0"},
      {"none", {"c", "a"}, {{}, false, {}}, "a c +0 -0 !0"},
      {"twice", {}, {{"a", "a/"}, false, {}}, "a +1 -0 !1"},
      {"a link to one that is known", {"a"}, {{"to-a"}, false, {}}, "a +0 -0 !1"},
      {"a link alone keeps its name", {}, {{"to-a"}, false, {}}, "to-a +1 -0 !0"},
      {"below one that is known", {"a"}, {{"a/b"}, false, {}}, "a +0 -0 !1"},
      {"below, through a link", {"a"}, {{"to-a/b"}, false, {}}, "a +0 -0 !1"},
      {"below a link", {"to-a"}, {{"a/b"}, false, {}}, "to-a +0 -0 !1"},
      {"above one that is known", {"a/b"}, {{"a"}, false, {}}, "a +1 -1 !1"},
      {"above and below at once", {}, {{"a/b", "a", "a/1.txt"}, false, {}}, "a +1 -0 !2"},
      {"below, but not walked", {"c"}, {{"c/3.gif"}, false, {}}, "c c/3.gif +1 -0 !0"},
      {"below, but not there", {"a"}, {{"a/none"}, false, {}}, "a a/none +1 -0 !0"},
      {"only one", {"a", "c"}, {{"c"}, true, {}}, "c +0 -1 !0"},
      {"only another", {"a"}, {{"c"}, true, {}}, "c +1 -1 !0"},
      {"one goes", {"a", "c"}, {{}, false, {"a"}}, "c +0 -1 !0"},
      {"one goes by a link to it", {"a", "c"}, {{}, false, {"to-a"}}, "c +0 -1 !0"},
      {"one that is gone goes", {"none", "c"}, {{}, false, {"none/"}}, "c +0 -1 !0"},
      {"the outer goes, the inner comes", {"a"}, {{"a/b"}, false, {"a"}}, "a/b +1 -1 !0"},
      {"one goes that is none", {"a"}, {{}, false, {"c"}}, "error"},
      {"one goes that lies in one", {"a"}, {{}, false, {"a/b"}}, "error"},
      {"comes and goes", {"a"}, {{"a"}, false, {"a"}}, "error"},
  };
  const Places places;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(places.after(row.known, row.change) == row.want);
  }
}

TEST_CASE("below the root everything is below a source", "[indexer]") {
  const auto list = change_sources({"/"}, {{"/usr"}, false, {}});
  REQUIRE(list);
  CHECK(list->paths() == Paths{"/"});
}

TEST_CASE("an index of nothing is not made where there is no sample", "[indexer]") {
  const auto list = choose_sources("index", {}, {}, "", std::nullopt);
  REQUIRE_FALSE(list);
  CHECK(list.error().message == "no source was named, and the sample articles are not installed");
  const auto sample = choose_sources("index", {}, {}, "/sample", std::nullopt);
  REQUIRE(sample);
  CHECK(sample->paths() == Paths{"/sample"});
}
