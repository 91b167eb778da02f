#include "indexer/transfer/export.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

/// The sample articles as an index.
struct Indexed : Folder {
  Indexed() {
    Progress progress;
    REQUIRE(
        build_index({{std::string(KB_SOURCE_DIR) + "/corpus/sample"}, path("db"), 2}, progress));
  }
};

/// The first column of the first row, as text; "NULL" and "no row" as they say.
std::string ask(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  INFO(sql);
  REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
  std::string answer = "no row";
  if (sqlite3_step(statement) == SQLITE_ROW) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    answer = text == nullptr ? "NULL" : text;
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return answer;
}

}  // namespace

TEST_CASE("a SQLite database holds what the records hold", "[indexer]") {
  const Indexed box;
  const std::string out = box.path("out.db");
  Progress progress;
  const auto written = export_sqlite(box.path("db"), out, Overwrite::kOwnKind, progress);
  REQUIRE(written);
  std::size_t sections = 0;
  std::size_t files = 0;
  std::size_t codes = 0;
  std::size_t references = 0;
  std::size_t properties = 0;
  const auto taken = for_each_article(box.path("db"), progress, [&](const Article& article) {
    sections += article.sections.size();
    files += article.file_versions.size();
    codes += article.error_codes.size();
    references += article.references.size();
    properties += article.products.size() + article.versions.size() +
                  article.operating_systems.size() + article.keywords.size() +
                  article.applies_to.size() + article.technology.size() +
                  article.registry_keys.size();
    return true;
  });
  REQUIRE(taken);
  CHECK(*taken == written->articles);
  const std::vector<std::pair<std::string, std::size_t>> counts = {
      {"articles", *taken},   {"sections", sections},         {"file_versions", files},
      {"error_codes", codes}, {"\"references\"", references}, {"properties", properties}};
  for (const auto& [table, count] : counts) {
    CHECK(ask(out, "SELECT count(*) FROM " + table) == std::to_string(count));
  }
  CHECK(ask(out, "PRAGMA integrity_check") == "ok");
  CHECK(ask(out, "PRAGMA foreign_key_check") == "no row");
  CHECK(!fs::exists(out + ".part"));
}

TEST_CASE("the tables of a SQLite database can be joined", "[indexer]") {
  const Indexed box;
  const std::string out = box.path("out.db");
  Progress progress;
  REQUIRE(export_sqlite(box.path("db"), out, Overwrite::kOwnKind, progress));
  CHECK(ask(out,
            "SELECT a.id FROM articles a JOIN error_codes e ON e.article = a.number "
            "WHERE e.canonical = '0xC1060107' AND a.id = 'Q182320'") == "Q182320");
  CHECK(ask(out,
            "SELECT f.version FROM file_versions f JOIN articles a ON a.number = f.article "
            "WHERE f.file = 'KMSUPGRD.DLL' COLLATE NOCASE AND a.id = 'Q193567'") == "5.5.2418.0");
  CHECK(ask(out, "SELECT typeof(size) FROM file_versions WHERE size IS NOT NULL") == "integer");
  CHECK(ask(out, "SELECT typeof(id) FROM articles WHERE id = 'Q182320'") == "text");
  CHECK(ask(out, "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL") ==
        "6");
}

TEST_CASE("an export that is cancelled or fails leaves the older file", "[indexer]") {
  const Indexed box;
  Progress progress;
  REQUIRE(export_sqlite(box.path("db"), box.path("out.db"), Overwrite::kNever, progress));
  const std::string older = read_bytes(box.path("out.db"));
  progress.cancel = true;
  const auto cancelled =
      export_sqlite(box.path("db"), box.path("out.db"), Overwrite::kOwnKind, progress);
  REQUIRE(cancelled);
  CHECK(cancelled->cancelled);
  CHECK(read_bytes(box.path("out.db")) == older);
  Progress again;
  CHECK(!export_sqlite(box.path("none"), box.path("out.db"), Overwrite::kOwnKind, again));
  CHECK(read_bytes(box.path("out.db")) == older);
  CHECK(!fs::exists(box.path("out.db.part")));
  box.write("mine.db.part/mine.txt", "x");
  CHECK(
      export_sqlite(box.path("db"), box.path("mine.db"), Overwrite::kOwnKind, again).error().kind ==
      ErrorKind::kUsage);
  CHECK(fs::exists(box.path("mine.db.part/mine.txt")));
}
