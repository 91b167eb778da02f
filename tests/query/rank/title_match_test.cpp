#include "query/rank/title_match.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

TEST_CASE("a query is compared with titles", "[query][titles]") {
  struct Row {
    const char* query;
    const char* title;
    TitleMatch want;
  };
  constexpr auto kNone = TitleMatch::kNone;
  constexpr auto kMessage = TitleMatch::kMessage;
  constexpr auto kWhole = TitleMatch::kWhole;
  const auto row = GENERATE_COPY(values<Row>({
      {"", "", kNone},
      {"", "XADM: Store Stops", kNone},
      {"store stops", "XADM: Store Stops", kWhole},
      {"XADM: store stops", "XADM: Store Stops", kWhole},
      {"XADM store stops", "XADM: Store Stops", kWhole},
      {"BUG: Store stops", "Store Stops", kWhole},
      {"store  (stops!)", "Store Stops", kWhole},
      {"cant use tcp ip on port 4 0", "Can't Use TCP/IP on Port 4.0", kWhole},
      {"store stops now", "XADM: Store Stops", kNone},
      {"store", "XADM: Store Stops", kNone},
      {"Disk full", "Err Msg: Disk Full", kWhole},
      {"The paper tray of the printer is empty", "Err Msg: The Paper Tray of the Printer...",
       kWhole},
      {"The paper tray", "Err Msg: The Paper Tray of the Printer...", kNone},
      {"Disk full again", "Err Msg: Disk...", kNone},  // too little is left of it
      {"paper tray is empty", "XADM: \"Paper Tray is Empty\" When Printing", kMessage},
      {"paper tray is empty", "\"No\" or \"Paper Tray is Empty\" When Printing", kMessage},
      {"paper tray is empty", "Printing Says \"Paper tray is empty.", kMessage},
      {"paper tray is empty", "Printing Says \"The Paper tray is empty\"", kNone},
      {"paper tray is empty", "Chess Err Msg: Paper Tray is Empty", kMessage},
      {"paper tray is empty", "Chess: Paper Tray is Empty", kNone},
      {"printing", "Why \"Printing\" Stops", kNone},  // one word is no message
      {"printing", "Printing", kWhole},
      {"C++", "C", kNone},
  }));
  DYNAMIC_SECTION(row.query << " / " << row.title) {
    CHECK(TitleMatcher(row.query).match(row.title) == row.want);
  }
}

namespace {

/// Many articles that have the words of some titles more often and nearer than those have.
const OpenedIndex& index() {
  static const OpenedIndex kIndex([] {
    Files files;
    for (int i = 0; i < 300; ++i) {
      files["other" + std::to_string(i) + ".txt"] =
          "Disk or printer " + std::to_string(i) +
          "\n\nthe paper tray is empty, the paper tray is empty, disk full\n";
    }
    const auto add = [&](const std::string& id, const std::string& title, const std::string& date) {
      files[id + ".TXT"] = "DOCUMENT:" + id + "  " + date + "\nTITLE   :" + title +
                           "\nPRODUCT :Windows NT\n\nThe words of this text are others.\n";
    };
    add("Q100001", "XADM: Paper Tray Is Empty", "03-MAR-1999");
    add("Q100002", "XADM: Paper Tray Is Empty", "04-MAR-2001");
    add("Q100003", "XADM: Paper Tray Is Empty", "05-MAR-1998");
    add("Q100004", "Printing Says \"Disk Full\" at Night", "05-MAR-1998");
    return files;
  }());
  return kIndex;
}

std::string found(const std::string& query) {
  const auto answer = search(*index(), {query});
  REQUIRE(answer);
  std::string ids;
  for (const SearchHit& hit : answer->hits) ids += hit.id.empty() ? "" : hit.id + " ";
  return ids;
}

}  // namespace

TEST_CASE("an article is found first by its title, the newest of several", "[query][titles]") {
  const std::string all = "Q100002 Q100001 Q100003 ";
  CHECK(found("paper tray is empty") == all);
  CHECK(found("Paper Tray Is Empty") == all);
  CHECK(found("xadm: paper, tray is empty!") == all);
  CHECK(found("disk full").starts_with("Q100004 "));
}
