#include "query/compile/spelling.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

/// Many articles with common words; a few with a mistake; two with a rare word.
const OpenedIndex& index() {
  static const OpenedIndex kIndex([] {
    Files files;
    const auto add = [&](const std::string& name, const std::string& text) {
      files[name + ".txt"] = "note\n\n" + text + "\n";
    };
    for (int i = 0; i < 150; ++i) {
      add("common" + std::to_string(i),
          "receive a printer driver, a sql server, an exchange store");
    }
    for (int i = 0; i < 2; ++i) add("mistake" + std::to_string(i), "recieve mail");
    for (int i = 0; i < 4; ++i) add("rare" + std::to_string(i), "migrating wires, tern");
    add("blue", "a blue screen");
    return files;
  }());
  return kIndex;
}

Spelling check(const std::string& query) {
  Lexicon lexicon(index()->database());
  return check_spelling(parse_query(query), lexicon);
}

}  // namespace

TEST_CASE("what was probably meant", "[query][spelling]") {
  struct Row {
    const char* query;
    const char* meant;     // empty: nothing to ask back
    const char* findable;  // empty: nothing replaced unasked
  };
  const auto row = GENERATE(values<Row>({
      {"", "", ""},
      {"printer driver", "", ""},
      {"prnter drivr", "printer driver", "printer driver"},
      {"Prnter: +drivr", "printer: +driver", "printer: +driver"},
      {"(prnter OR wires) AND \"prnter\"", "(printer OR wires) AND \"prnter\"",
       "(printer OR wires) AND \"prnter\""},
      {"recieve", "receive", ""},  // a mistake that articles hold too
      {"migrated", "", ""},        // another form is there
      {"term", "tern", ""},        // four letters: asked back alone
      {"exchnage migrtaing", "exchange migrating", "exchange migrating"},
      {"sqlserver", "sql server", "sql server"},
      {"bsod", "", ""},  // a synonym is there
      {"0xc1060108 prnt3r prn_ter a.prnter", "", ""},
      {"-prnter", "", ""},
      {"printer NOT prnter", "", ""},
      {"PrNter", "", ""},  // a name
      {"PRNTER DRIVR", "printer driver", "printer driver"},
      {"PRNTER:0011", "", ""},
      {"prnter.exe", "", ""},
      {"zyzzyva", "", ""},
      {"wyth", "", ""},  // `with` is a stop word
  }));
  DYNAMIC_SECTION(row.query) {
    const Spelling spelling = check(row.query);
    CHECK(spelling.meant.value_or("") == row.meant);
    CHECK(spelling.findable.value_or("") == row.findable);
  }
}

TEST_CASE("words that no article holds are named", "[query][spelling]") {
  using Words = std::vector<std::string>;
  CHECK(check("printer zyzzyva prnter recieve bsod \"qqq\" -xxx 0x5").unknown ==
        Words{"zyzzyva", "prnter"});
  const auto answer = search(*index(), {"printer zyzzyva qqqq"});
  REQUIRE(answer);
  CHECK(answer->total == 150);
  CHECK(answer->remarks == Words{"no article has the words 'zyzzyva', 'qqqq'"});
}

TEST_CASE("a word that no article holds is searched as what was meant", "[query][spelling]") {
  const auto answer = search(*index(), {"exchnage"});
  REQUIRE(answer);
  CHECK(answer->total == 150);
  CHECK(answer->corrected);
  CHECK(answer->query == "exchnage");
  CHECK(answer->did_you_mean == "exchange");
  REQUIRE(answer->remarks.size() == 1);
  CHECK(answer->remarks[0] == "no article has the word 'exchnage'; searched for: exchange");
}

TEST_CASE("what finds nothing as typed is searched as it was meant", "[query][spelling]") {
  const auto answer = search(*index(), {"recieve AND printer"});
  REQUIRE(answer);
  CHECK(answer->total == 150);
  CHECK(answer->corrected);
  CHECK(answer->query == "recieve AND printer");
  CHECK(answer->did_you_mean == "receive AND printer");
  REQUIRE(answer->remarks.size() == 1);
  CHECK(answer->remarks[0] == "nothing found as typed; searched for: receive AND printer");
}
