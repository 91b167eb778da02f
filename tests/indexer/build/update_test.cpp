// What an update finds changed, and when it builds anew instead.
#include "indexer/build/update.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/check/check.h"
#include "indexer/check/deep_check.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

BuildReport build(const std::vector<std::string>& sources, const std::string& folder,
                  bool full = false) {
  Progress progress;
  BuildOptions options;
  options.sources = sources;
  options.only = true;
  options.accept_losses = true;
  options.folder = folder;
  options.threads = 2;
  options.full = full;
  auto report = build_index(options, progress);
  REQUIRE(report);
  return *report;
}

/// `updated +1 *0 -2: source, source ...`: what a run did, and what the index holds then.
std::string printed(const BuildReport& report, const std::string& folder) {
  static constexpr const char* kKinds[] = {"built", "updated", "unchanged"};
  std::string out = fmt::format("{} +{} *{} -{}:", kKinds[int(report.kind)], report.added,
                                report.changed, report.removed);
  const auto index = open_index(folder);
  REQUIRE(index);
  const Xapian::Database& database = index->database;
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    const auto record = decode_record_header(database.get_document(*it).get_data());
    REQUIRE(record);
    out += " " + record->source;
    for (const Edition& edition : record->editions) out += "(" + edition.source + ")";
  }
  CHECK(check_index(folder).value().empty());
  Progress progress;
  CHECK(check_articles(folder, 1, progress).value().empty());
  return out;
}

const std::string kDocument = document("Some text.\n\n");
const std::string kOther = replace_all(kDocument, "Q112233", "Q112234");
const std::string kJekyll =
    "---\nlayout: page\n---\n\n## Q112233: PRB: A Title\n\n\tArticle: Q112233\n\tLast Modified: "
    "7-SEP-2001\n";

}  // namespace

TEST_CASE("an update exchanges what has changed and nothing else", "[indexer]") {
  struct Row {
    const char* name;
    Files before;
    Files after;  ///< written over those before; "-" removes a file
    const char* want;
  };
  const std::vector<Row> rows = {
      {"nothing", {{"a.txt", kDocument}}, {}, "unchanged +0 *0 -0: a.txt"},
      {"the same bytes again",
       {{"a.txt", kDocument}},
       {{"a.txt", kDocument}},
       "unchanged +0 *0 -0: a.txt"},
      {"a new file", {{"b.txt", kDocument}}, {{"a.txt", kOther}}, "updated +1 *0 -0: b.txt a.txt"},
      {"another text",
       {{"a.txt", kDocument}, {"b.txt", kOther}},
       {{"a.txt", kDocument + "more\n"}},
       "updated +0 *1 -0: a.txt b.txt"},
      {"a file gone",
       {{"a.txt", kDocument}, {"b.txt", kOther}},
       {{"a.txt", "-"}},
       "updated +0 *0 -1: b.txt"},
      {"a file moved",
       {{"a.txt", kDocument}, {"b.txt", kOther}},
       {{"a.txt", "-"}, {"c/a.txt", kDocument}},
       "updated +1 *0 -1: b.txt c/a.txt"},
      {"a poorer edition comes",
       {{"a.txt", kDocument}},
       {{"b.md", kJekyll}},
       "updated +0 *1 -0: a.txt(b.md)"},
      {"a richer edition comes",
       {{"b.md", kJekyll}},
       {{"a.txt", kDocument}},
       "updated +1 *0 -1: a.txt(b.md)"},
      {"an edition goes",
       {{"a.txt", kDocument}, {"b.md", kJekyll}},
       {{"b.md", "-"}},
       "updated +0 *1 -0: a.txt"},
      {"the richer edition goes",
       {{"a.txt", kDocument}, {"b.md", kJekyll}},
       {{"a.txt", "-"}},
       "updated +1 *0 -1: b.md"},
      {"an article becomes none",
       {{"a.txt", kDocument}, {"b.txt", kOther}},
       {{"a.txt", ""}},
       "updated +0 *0 -1: b.txt"},
      {"what was none becomes an article",
       {{"a.txt", ""}, {"b.txt", kOther}},
       {{"a.txt", kDocument}},
       "updated +1 *0 -0: b.txt a.txt"},
      {"a file that is no article comes",
       {{"a.txt", kDocument}},
       {{"b.txt", std::string("MZ\0\0", 4)}},
       "unchanged +0 *0 -0: a.txt"},
      {"a member changes",
       {{"a.tar", tar_of({{"x.txt", kDocument}, {"y.txt", kOther}})}},
       {{"a.tar", tar_of({{"x.txt", kDocument}, {"y.txt", kOther + "more\n"}})}},
       "updated +0 *1 -0: a.tar!x.txt a.tar!y.txt"},
      {"a member comes, another goes",
       {{"a.tar", tar_of({{"x.txt", kDocument}, {"y.md", "# One\n"}})}},
       {{"a.tar", tar_of({{"x.txt", kDocument}, {"z.md", "# Two\n"}})}},
       "updated +1 *0 -1: a.tar!x.txt a.tar!z.md"},
      {"an edition inside an archive takes over",
       {{"a.tar", tar_of({{"x.md", kJekyll}, {"y.md", "# One\n"}})}, {"b.txt", kDocument}},
       {{"b.txt", "-"}},
       "updated +1 *0 -1: a.tar!y.md a.tar!x.md"},
      {"an archive goes",
       {{"a.tar", tar_of({{"x.txt", kDocument}})}, {"b.txt", kOther}},
       {{"a.tar", "-"}},
       "updated +0 *0 -1: b.txt"},
      {"an archive breaks",
       {{"a.tar", tar_of({{"x.txt", kDocument}})}, {"b.txt", kOther}},
       {{"a.tar", "this is no archive, whatever its name may say"}},
       "updated +0 *0 -1: b.txt"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      const Folder source(row.before);
      const Folder index;
      build({source.path()}, index.path());
      for (const auto& [name, bytes] : row.after) {
        if (bytes == "-") fs::remove(source.path(name));
        if (bytes != "-") source.write(name, bytes);
      }
      CHECK(printed(build({source.path()}, index.path()), index.path()) == row.want);
      CHECK(build({source.path()}, index.path()).kind == BuildKind::kUnchanged);
      CHECK(open_index(index.path())->info.files ==
            build({source.path()}, index.path("fresh")).info.files);
    }
  }
}

TEST_CASE("where nothing has changed nothing is written", "[indexer]") {
  const Folder source(Files{{"a.txt", kDocument}, {"b.txt", ""}});
  const Folder index;
  build({source.path()}, index.path());
  const std::string manifest = read_bytes(index.path("manifest.json"));
  const auto written = fs::last_write_time(index.path("manifest.json"));
  const BuildReport report = build({source.path()}, index.path());
  CHECK(report.kind == BuildKind::kUnchanged);
  CHECK(report.passed.size() == 1);  // said again
  CHECK(report.info.articles == 1);
  CHECK(read_bytes(index.path("manifest.json")) == manifest);
  CHECK(fs::last_write_time(index.path("manifest.json")) == written);
}

TEST_CASE("when an update can't or had better not go on, the index is built anew", "[indexer]") {
  const Folder source(Files{{"a/a.txt", kDocument}, {"b/b.txt", kOther}});
  const Folder index;
  const std::string a = source.path("a");
  const std::string b = source.path("b");
  const IndexInfo info = build({a}, index.path()).info;
  const auto kind = [&](const std::vector<std::string>& sources) {
    return build(sources, index.path()).kind;
  };
  SECTION("asked to") { CHECK(build({a}, index.path(), true).kind == BuildKind::kBuilt); }
  SECTION("the same source in other words") {
    CHECK(kind({a + "/../a/."}) == BuildKind::kUnchanged);
  }
  SECTION("few other sources are no reason") {
    CHECK(kind({b}) == BuildKind::kUpdated);
    CHECK(kind({a, b}) == BuildKind::kUpdated);
    CHECK(kind({a, b}) == BuildKind::kUnchanged);
    CHECK(kind({b, a}) == BuildKind::kUnchanged);
  }
  SECTION("another version of kb") {
    const std::string manifest = read_bytes(index.path("manifest.json"));
    index.write("manifest.json", replace_all(manifest, kProgramVersion, "0.0.1"));
    CHECK(kind({a}) == BuildKind::kBuilt);
  }
  SECTION("the catalogue is gone or altered") {
    index.write(info.catalog->name, "x");
    CHECK(kind({a}) == BuildKind::kBuilt);
    fs::remove(index.path(open_index(index.path())->info.catalog->name));
    CHECK(kind({a}) == BuildKind::kBuilt);
  }
  SECTION("a table has another size") {
    fs::resize_file(index.path(info.database + "/position.glass"), 10);
    CHECK(kind({a}) == BuildKind::kBuilt);
  }
  SECTION("a table has other bytes, and something changed") {
    const std::string table = info.database + "/position.glass";
    std::string bytes = read_bytes(index.path(table));
    bytes[100] = char(bytes[100] ^ 1);
    index.write(table, bytes);
    source.write("a/c.md", "# New\n");
    CHECK(kind({a}) == BuildKind::kBuilt);
  }
  SECTION("much has changed") {
    for (int i = 0; i < 500; ++i) source.write(fmt::format("a/{}.md", i), "# One\n\ntext\n");
    CHECK(kind({a}) == BuildKind::kBuilt);
    for (int i = 0; i < 99; ++i) source.write(fmt::format("a/{}.md", i), "# Two\n\ntext\n");
    CHECK(kind({a}) == BuildKind::kUpdated);
    source.write("a/1.md", "# Three\n");
    CHECK(kind({a}) == BuildKind::kUpdated);
    source.write("a/2.md", "# Four\n");  // with those before more than a fifth
    CHECK(kind({a}) == BuildKind::kBuilt);
    CHECK(open_index(index.path())->info.replaced == 0);
  }
  CHECK(check_index(index.path()).value().empty());
}

TEST_CASE("a catalogue that is cut or something else is refused", "[indexer]") {
  const Folder source(Files{{"a.txt", kDocument}, {"b.tar", tar_of({{"x.txt", kOther}})}});
  const Folder index;
  const IndexInfo info = build({source.path()}, index.path()).info;
  const std::string bytes = read_bytes(index.path(info.catalog->name));
  const auto whole = decode_catalog(bytes);
  REQUIRE(whole);
  CHECK(whole->files.size() == 2);
  CHECK(save_catalog(*whole, index.path("again")));
  CHECK(read_bytes(index.path("again")) == bytes);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CHECK(!decode_catalog(std::string_view(bytes).substr(0, length)));
  }
  CHECK(!decode_catalog(bytes + "x"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {  // any change may be read, none may break
    std::string altered = bytes;
    altered[i] = char(altered[i] ^ 0xFF);
    (void)decode_catalog(altered);
  }
}
