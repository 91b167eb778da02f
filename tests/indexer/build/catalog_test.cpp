#include "indexer/build/catalog.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

Catalog catalog_of(const Folder& folder, unsigned threads = 2) {
  const auto found = walk({folder.path("in")});
  REQUIRE(found);
  Progress progress;
  auto catalog = make_catalog(*found, folder.path("spool"), threads, progress);
  REQUIRE(catalog);
  return std::move(*catalog);
}

/// `id source dialect (edition, edition)`, joined by ` | `
std::string printed(const Catalog& catalog) {
  std::vector<std::string> out;
  for (const CatalogEntry& entry : catalog.articles) {
    const std::string& id = catalog.item_of(entry.place).id;
    std::string text = (id.empty() ? "-" : id) + " " + catalog.source_of(entry.place);
    for (const Edition& edition : catalog.editions_of(entry)) text += " +" + edition.source;
    out.push_back(text);
  }
  return joined(out);
}

const std::string kDocument = document("Some text.\n\n");
const std::string kJekyll =
    "---\nlayout: page\n---\n\n## Q112233: PRB: A Title\n\n\tArticle: Q112233\n\tLast Modified: "
    "7-SEP-2001\n";

}  // namespace

TEST_CASE("files of one article are one entry, the richest kept", "[indexer]") {
  const Folder folder(
      Files{{"in/a.md", kJekyll}, {"in/b.txt", kDocument}, {"in/c.txt", flatten(kDocument)}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "Q112233 b.txt +a.md +c.txt");
  CHECK(catalog.files == 3);
  CHECK(catalog.passed.empty());
  CHECK(catalog.remarks.empty());
  CHECK(catalog.dialects[std::size_t(Dialect::kDocumentFlat)] == 1);
}

TEST_CASE("of two equal dialects the first is kept", "[indexer]") {
  const Folder folder(Files{{"in/a.txt", kDocument}, {"in/b.txt", kDocument}});
  CHECK(printed(catalog_of(folder)) == "Q112233 a.txt +b.txt");
}

TEST_CASE("the newest of several days is kept, the others stand by their dates", "[indexer]") {
  std::string newer = kJekyll;
  newer.replace(newer.find("2001"), 4, "2003");
  std::string older = kJekyll;
  older.replace(older.find("2001"), 4, "1998");
  const Folder folder(Files{{"in/a.md", older},
                            {"in/b.txt", kDocument},
                            {"in/c.md", newer},
                            {"in/d.md", kJekyll},
                            {"in/e.md", older}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "Q112233 c.md +b.txt +d.md +a.md +e.md");
  CHECK(catalog.kept_editions(catalog.articles[0]) == std::vector<std::size_t>{0, 2});
}

TEST_CASE("a title that was reworded between two days is the same title", "[indexer]") {
  std::string newer = kJekyll;
  newer.replace(newer.find("2001"), 4, "2003");
  newer.replace(newer.find("PRB: A Title"), 12, "A title");
  const Folder folder(Files{{"in/a.md", newer}, {"in/b.txt", kDocument}});
  CHECK(printed(catalog_of(folder)) == "Q112233 a.md +b.txt");
}

TEST_CASE("a title that is cut is the same title", "[indexer]") {
  const Folder folder(Files{{"in/a.txt", document("x\n\n", "", "PRB: A Long Title Of Many Words")},
                            {"in/b.txt", document("x\n\n", "", "PRB: A Long Title Of Ma")}});
  CHECK(printed(catalog_of(folder)) == "Q112233 a.txt +b.txt");
}

TEST_CASE("two articles that claim one number are both kept and named", "[indexer]") {
  const Folder folder(Files{{"in/a.txt", kDocument},
                            {"in/b.txt", document("x\n\n", "", "BUG: Another")},
                            {"in/c.md", kJekyll}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "Q112233 a.txt +c.md | Q112233 b.txt");
  REQUIRE(catalog.remarks.size() == 1);
  CHECK(catalog.remarks[0].path == folder.path("in/b.txt"));
}

TEST_CASE("articles without a number are kept apart", "[indexer]") {
  const Folder folder(Files{{"in/a.txt", "A note.\n"}, {"in/b.txt", "A note.\n"}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "- a.txt | - b.txt");
  CHECK(catalog.remarks.size() == 2);
}

TEST_CASE("files that hold no article are passed over with a reason", "[indexer]") {
  const Folder folder(
      Files{{"in/a.txt", ""}, {"in/b.txt", std::string("MZ\0\0", 4)}, {"in/c.txt", "text\n"}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "- c.txt");
  REQUIRE(catalog.passed.size() == 2);
  CHECK(catalog.passed[0].why == "it is empty");
  CHECK(catalog.passed[1].why == "it is a binary file");
  CHECK(catalog.files == 3);
}

TEST_CASE("members of archives are entries like files", "[indexer]") {
  const Folder folder(
      Files{{"in/a.tar", tar_of({{"x/Q112233.TXT", kDocument}, {"y.txt", "A note.\n"}})},
            {"in/b.md", kJekyll}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "Q112233 a.tar!x/Q112233.TXT +b.md | - a.tar!y.txt");
  CHECK(read_item(catalog, catalog.articles[0].place, folder.path("spool")) == kDocument);
  CHECK(read_item(catalog, catalog.articles[1].place, folder.path("spool")) == "A note.\n");
}

TEST_CASE("a broken archive is passed over, the files beside it are not", "[indexer]") {
  const Folder folder(Files{{"in/a.tar", "this is no archive, whatever its name may say"},
                            {"in/b.txt", kDocument}});
  const Catalog catalog = catalog_of(folder);
  CHECK(printed(catalog) == "Q112233 b.txt");
  CHECK(catalog.passed.size() == 1);
}

TEST_CASE("the number of threads does not change the catalog", "[indexer]") {
  Files files;
  for (const SampleFile& file : samples()) files["in/" + file.source] = file.bytes;
  const Folder folder(files);
  const std::string one = printed(catalog_of(folder, 1));
  CHECK(printed(catalog_of(folder, 2)) == one);
  CHECK(printed(catalog_of(folder, 7)) == one);
  CHECK(catalog_of(folder).articles.size() == samples().size() - 4);  // four pairs
}
