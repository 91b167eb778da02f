// What indexer/glass/ writes is held against what Xapian writes of the same sources.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/check/check.h"
#include "indexer/check/deep_check.h"
#include "tests/corpus/folder.h"
#include "tests/indexer/database_print.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

BuildReport build(const std::string& sources, const std::string& folder, bool through_xapian) {
  BuildOptions options;
  options.sources = {sources};
  options.folder = folder;
  options.full = through_xapian;
  options.through_xapian = through_xapian;
  Progress progress;
  const auto report = build_index(options, progress);
  REQUIRE(report);
  CHECK(check_index(folder).value().empty());
  return *report;
}

Lines printed(const std::string& folder) {
  const auto index = open_index(folder);
  REQUIRE(index);
  return print_database(index->database);
}

void check_same(const std::string& sources) {
  const Folder ours;
  const Folder xapians;
  const BuildReport a = build(sources, ours.path(), false);
  const BuildReport b = build(sources, xapians.path(), true);
  CHECK(a.kind == BuildKind::kBuilt);
  CHECK(b.kind == BuildKind::kBuilt);
  CHECK(a.info.articles == b.info.articles);
  CHECK(a.info.diagnostics == b.info.diagnostics);
  CHECK(first_difference(printed(ours.path()), printed(xapians.path())) == "");
  CHECK(build(sources, xapians.path(), false).kind == BuildKind::kUnchanged);
}

}  // namespace

TEST_CASE("an index built through Xapian is the same, entry by entry", "[indexer]") {
  SECTION("of the sample") { check_same(std::string(KB_SOURCE_DIR) + "/corpus/sample"); }
  SECTION("of no article") {
    const Folder source(Files{{"a.txt", ""}});
    check_same(source.path());
  }
  SECTION("of two articles and an edition") {
    const std::string one = document("Some text.\n\n");
    const Folder source(Files{{"a.txt", one}, {"b/c.txt", one}, {"d.md", "# Two\n\ntext\n"}});
    check_same(source.path());
  }
}

TEST_CASE("an index built through Xapian is updated like any other", "[indexer]") {
  const Folder source(Files{{"a.txt", document("Some text.\n\n")}, {"d.md", "# Two\n\ntext\n"}});
  const Folder index;
  build(source.path(), index.path(), true);
  source.write("d.md", "# Two\n\nother words\n");
  CHECK(build(source.path(), index.path(), false).kind == BuildKind::kUpdated);
  Progress progress;
  CHECK(check_articles(index.path(), 1, progress).value().empty());
}
