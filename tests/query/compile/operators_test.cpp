// What the operators match, and the faults of Xapian 1.4.22 that they keep away.
#include "query/compile/operators.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/corpus/folder.h"

using namespace kb;

namespace {

/// Documents 1 to 400: each contains `all`, `mod3` or not, and `left right` side by side in turn.
Xapian::Database database(const std::string& path) {
  Xapian::WritableDatabase made(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
  for (int i = 1; i <= 400; ++i) {
    Xapian::Document document;
    document.add_posting("all", 1);
    if (i % 3 == 0) document.add_posting("third", 2);
    if (i % 2 == 0) {
      document.add_posting("left", 10);
      document.add_posting("right", i % 4 == 0 ? 11 : 20);
    }
    made.add_document(document);
  }
  made.commit();
  return Xapian::Database(path);
}

std::vector<Xapian::docid> found(const XQuery& query) {
  static const test::Folder kFolder;
  static const Xapian::Database kDatabase = database(kFolder.path() + "/database");
  Xapian::Enquire enquire(kDatabase);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  std::vector<Xapian::docid> documents;
  const Xapian::MSet all = enquire.get_mset(0, 1000);
  for (auto it = all.begin(); it != all.end(); ++it) documents.push_back(*it);
  return documents;
}

template <typename Holds>
std::vector<Xapian::docid> those(Holds holds) {
  std::vector<Xapian::docid> documents;
  for (Xapian::docid i = 1; i <= 400; ++i) {
    if (holds(i)) documents.push_back(i);
  }
  return documents;
}

}  // namespace

TEST_CASE("an empty part is left out where it adds nothing", "[operators]") {
  const XQuery none;
  const XQuery all("all");
  CHECK(found(any_of(all, none)).size() == 400);
  CHECK(found(maybe(all, none)).size() == 400);
  CHECK(found(without(all, none)).size() == 400);
  CHECK(scaled(none, 2).empty());
  CHECK(lifted(2, none).empty());
}

TEST_CASE("an empty part empties the whole where it would be needed", "[operators]") {
  const XQuery none;
  const XQuery all("all");
  CHECK(every_of({all, none}).empty());
  CHECK(filtered(all, none).empty());
  CHECK(filtered(none, all).empty());
  CHECK(maybe(none, all).empty());
  CHECK(without(none, all).empty());
  CHECK(any_of({}).empty());
  CHECK(every_of({}).empty());
}

TEST_CASE("what is left out may hold phrases", "[operators]") {
  const XQuery all("all");
  const XQuery phrase = phrase_of({"left", "right"});
  CHECK(found(phrase) == those([](int i) { return i % 4 == 0; }));
  CHECK(found(without(all, phrase)) == those([](int i) { return i % 4 != 0; }));
  CHECK(found(without(all, any_of(phrase, XQuery("third")))) ==
        those([](int i) { return i % 4 != 0 && i % 3 != 0; }));
  CHECK(found(without(any_of(phrase, XQuery("third")),
                      every_of({XQuery("left"), XQuery("third")}))) ==
        those([](int i) { return (i % 4 == 0 || i % 3 == 0) && (i % 2 != 0 || i % 3 != 0); }));
}

TEST_CASE("a range whose ends are exchanged is empty", "[operators]") {
  CHECK(range_of(0, "2", "1").empty());
  CHECK_FALSE(range_of(0, "1", "2").empty());
  CHECK_FALSE(range_of(0, "1", "").empty());
}

TEST_CASE("a synonym holds terms alone", "[operators]") {
  CHECK(synonym_of({"a"}).get_description() == XQuery("a").get_description());
  const XQuery several = synonym_of({"a", "b", "c"});
  CHECK(several.get_type() == XQuery::OP_SYNONYM);
  CHECK(several.get_num_subqueries() == 3);
}
