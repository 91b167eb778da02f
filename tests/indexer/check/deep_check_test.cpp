#include "indexer/check/deep_check.h"

#include <xapian.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <thread>

#include "indexer/build/build.h"
#include "indexer/check/check.h"
#include "indexer/store/publish.h"
#include "indexer/transfer/pack.h"
#include "tests/corpus/folder.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;
namespace fs = std::filesystem;

namespace {

using Change = std::function<void(Xapian::WritableDatabase&)>;

/// An index of two articles whose database was changed and published as if that were right.
struct Changed {
  explicit Changed(const Change& change)
      : source(Files{{"a.txt", document("One.\n\n")}, {"b.md", "# Two\n\ntext\n"}}) {
    Progress progress;
    REQUIRE(build_index({{source.path()}, index.path(), 1}, progress));
    auto lock = IndexLock::take(index.path());
    REQUIRE(lock);
    const auto info = read_manifest(index.path());
    const std::string copy = lock->scratch() + "/copy";
    fs::copy(index.path(info->database), copy);
    {
      Xapian::WritableDatabase database(copy, Xapian::DB_OPEN);
      change(database);
      database.commit();
    }
    const std::string sources = lock->scratch() + "/sources";
    fs::copy(index.path(info->catalog->name), sources);
    REQUIRE(publish_index(*lock, {copy, sources}, *info));
  }

  std::vector<std::string> faults() const {
    CHECK(check_index(index.path()).value().empty());  // the files are what was published
    Progress progress;
    auto found = check_articles(index.path(), 2, progress);
    REQUIRE(found);
    return *found;
  }

  /// The same of a pocket file of it, which has no lists of the terms of a document.
  std::vector<std::string> faults_when_packed() const {
    const std::string file = source.path("pocket.kb");
    Progress progress;
    REQUIRE(pack_index(index.path(), file, Overwrite::kOwnKind, progress));
    auto found = check_articles(file, 2, progress);
    REQUIRE(found);
    return *found;
  }

  Folder source;
  Folder index;
};

void edit(Xapian::WritableDatabase& database, const std::function<void(Xapian::Document&)>& how) {
  Xapian::Document document = database.get_document(1);
  how(document);
  database.replace_document(1, document);
}

}  // namespace

TEST_CASE("a deep check finds what differs between an article and its document", "[indexer]") {
  struct Row {
    const char* name;
    const char* fault;
    Change change;
  };
  const std::vector<Row> rows = {
      {"nothing", "", [](auto&) {}},
      {"a term too many", "is not indexed as this kb reads it: zebra",
       [](auto& db) { edit(db, [](auto& document) { document.add_term("zebra"); }); }},
      {"a term too few", "is not indexed as this kb reads it: one",
       [](auto& db) { edit(db, [](auto& document) { document.remove_term("one"); }); }},
      {"another position", "is not indexed as this kb reads it: one",
       [](auto& db) { edit(db, [](auto& document) { document.add_posting("one", 9, 0); }); }},
      {"another value", "has other values than this kb reads",
       [](auto& db) { edit(db, [](auto& document) { document.add_value(0, "19990101"); }); }},
      {"no record", "document 1 can't be decoded",
       [](auto& db) { edit(db, [](auto& document) { document.set_data("x"); }); }},
      {"another document", "the catalogue of sources names another document for a.txt",
       [](auto& db) {
         Xapian::Document other;
         other.set_data(db.get_document(2).get_data());
         db.replace_document(1, other);
       }},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      const std::string all = joined(Changed(row.change).faults());
      CAPTURE(all);
      CHECK((*row.fault == 0 ? all.empty() : all.find(row.fault) != std::string::npos));
    }
  }
}

TEST_CASE("a deep check of a pocket file finds the same by its postings alone", "[indexer]") {
  struct Row {
    const char* name;
    const char* fault;
    Change change;
  };
  const std::vector<Row> rows = {
      {"nothing", "", [](auto&) {}},
      {"a term too many", "is found by a word that this kb does not read in it",
       [](auto& db) { edit(db, [](auto& document) { document.add_term("zebra"); }); }},
      {"a term too few", "is not indexed as this kb reads it: one",
       [](auto& db) { edit(db, [](auto& document) { document.remove_term("one"); }); }},
      {"another position", "is not indexed as this kb reads it: one",
       [](auto& db) { edit(db, [](auto& document) { document.add_posting("one", 9, 0); }); }},
      {"another frequency", "is not indexed as this kb reads it: one",
       [](auto& db) { edit(db, [](auto& document) { document.add_term("one"); }); }},
      {"another value", "has other values than this kb reads",
       [](auto& db) { edit(db, [](auto& document) { document.add_value(0, "19990101"); }); }},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      const std::string all = joined(Changed(row.change).faults_when_packed());
      CAPTURE(all);
      CHECK((*row.fault == 0 ? all.empty() : all.find(row.fault) != std::string::npos));
    }
  }
}

TEST_CASE("a deep check while other indexes are published tells of no damage", "[indexer]") {
  const Folder source(Files{{"a.txt", document("One.\n\n")}, {"b.md", "# Two\n\ntext\n"}});
  const Folder index;
  Progress first;
  REQUIRE(build_index({{source.path()}, index.path(), 1}, first));
  std::atomic<bool> checked = false;
  std::thread publisher([&] {
    for (int n = 0; !checked; ++n) {
      source.write("b.md", "# Two\n\ntext " + std::to_string(n) + "\n");
      Progress progress;
      const auto built = build_index({{source.path()}, index.path(), 1}, progress);
      if (!built) return;
    }
  });
  for (int round = 0; round < 60; ++round) {
    Progress progress;
    const auto faults = check_articles(index.path(), 2, progress);
    CAPTURE(round, faults ? joined(*faults) : faults.error().message);
    CHECK((faults ? faults->empty() : faults.error().kind == ErrorKind::kBusy));
  }
  checked = true;
  publisher.join();
}
