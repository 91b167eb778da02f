#include "query/search/near_numbers.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

const OpenedIndex& index() {
  static const OpenedIndex kIndex([] {
    Files files;
    for (const std::string id : {"Q182320", "Q182329", "Q182230", "Q182310", "Q18232", "Q182350",
                                 "Q182321", "Q100000", "Q123456"}) {
      files[id + ".TXT"] = "DOCUMENT:" + id + "  03-MAR-1999\nTITLE   :About " + id +
                           "\nPRODUCT :Windows NT\n\nSome words.\n";
    }
    return files;
  }());
  return kIndex;
}

std::string near(const std::string& id) {
  std::string ids;
  for (const NearNumber& one : near_numbers(index()->database(), id)) ids += one.id + " ";
  return ids;
}

}  // namespace

TEST_CASE("numbers near one that is not held come with the likeliest slip first",
          "[query][numbers]") {
  struct Row {
    const char* id;
    const char* want;
  };
  const auto row = GENERATE(values<Row>({
      {"Q182302", "Q182320 Q18232 "},                         // exchanged
      {"Q18230", "Q182310 Q182320 Q182350 Q182230 Q18232 "},  // left out, or another
      {"Q182322", "Q18232 Q182321 Q182320 Q182329 "},         // one too many before another
      {"Q182330", "Q182230 Q182320 Q182310 Q182350 "},        // the next key before others
      {"Q12345", "Q123456 "},
      {"Q999999", ""},
      {"Q182320", "Q182230 Q18232 Q182310 Q182321 Q182329 "},  // not itself, at most five
      {"", ""},
  }));
  DYNAMIC_SECTION(row.id) { CHECK(near(row.id) == row.want); }
}

TEST_CASE("a search for a number says which are near", "[query][numbers]") {
  using Words = std::vector<std::string>;
  const auto answer = search(*index(), {"kb article 182302"});
  REQUIRE(answer);
  CHECK(answer->total == 0);
  CHECK(answer->remarks == Words{"there is no Q182302; near: Q182320 (About Q182320), "
                                 "Q18232 (About Q18232)"});
  const auto none = search(*index(), {"Q999999"});
  REQUIRE(none);
  CHECK(none->remarks == Words{"there is no Q999999"});
}

TEST_CASE("a number that was typed badly finds its article", "[query][numbers]") {
  for (const std::string typed :
       {"Q18232O", "Ql82320", "Q1B2320", "Q182,320", "KB-182320", "KB 182320", "kb article 182320",
        "article 182320", "MSKB 182320", "Q0182320", "id:Q18232O", "words Q18232O"}) {
    INFO(typed);
    const auto answer = search(*index(), {typed});
    REQUIRE(answer);
    REQUIRE(answer->total > 0);
    CHECK(answer->hits[0].id == "Q182320");
  }
  const auto words = search(*index(), {"some article 5 of the words"});
  REQUIRE(words);
  CHECK(words->total == 9);
}
