// An article whose stored record can't be read is still found and named.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/store/publish.h"
#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb;
using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

/// Publishes the index anew with other stored bytes of its first document.
void replace_record(const Sandbox& box, const std::string& bytes) {
  auto lock = IndexLock::take(box.path("index"));
  REQUIRE(lock);
  const auto info = read_manifest(box.path("index"));
  REQUIRE(info);
  const std::string copy = lock->scratch() + "/copy";
  fs::copy(box.path("index/" + info->database), copy);
  {
    Xapian::WritableDatabase database(copy, Xapian::DB_OPEN);
    Xapian::Document article = database.get_document(1);
    article.set_data(bytes);
    database.replace_document(1, article);
    database.commit();
  }
  const std::string sources = lock->scratch() + "/sources";
  fs::copy(box.path("index/" + info->catalog->name), sources);
  REQUIRE(publish_index(*lock, {copy, sources}, *info));
}

std::string stored_record(const Sandbox& box) {
  return open_index(box.path("index"))->database.get_document(1).get_data();
}

}  // namespace

TEST_CASE("a hit whose stored record is damaged shows number and title, and a remark says so",
          "[cli][damage]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Spooler stops"}));
  box.index({"a"});
  const std::string whole = stored_record(box);
  const auto search = [&] {
    const Ran ran = box.run({"search", "--json", "spooler"});
    INFO(ran);
    REQUIRE(ran.status == 0);
    return nlohmann::json::parse(ran.out);
  };
  SECTION("the article is cut, its header is whole") {
    replace_record(box, whole.substr(0, whole.size() - 20));
    CHECK(search()["results"][0]["title"] == "Spooler stops");
  }
  SECTION("all of it is something else") { replace_record(box, "x"); }
  const auto answer = search();
  CHECK(answer["results"][0]["id"] == "Q100001");
  CHECK(answer["results"][0]["title"] != "");
  CHECK(answer["remarks"].dump().find("the stored article Q100001 is damaged") !=
        std::string::npos);
  const Ran ran = box.run({"search", "spooler"});
  INFO(ran);
  CHECK(ran.status == 0);
  CHECK(ran.out.find("Q100001") != std::string::npos);
  CHECK((ran.out + ran.err).find("the stored article Q100001 is damaged") != std::string::npos);
}
