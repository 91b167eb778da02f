#include "query/compile/spelling.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "query/compile/near_words.h"
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
          "receive a printer driver, a sql server, a sql store, an exchange store, a bad fan, "
          "a sane driver, a load driver");
    }
    for (int i = 0; i < 2; ++i) add("mistake" + std::to_string(i), "recieve mail");
    for (int i = 0; i < 4; ++i) add("rare" + std::to_string(i), "migrating wires, tern");
    add("blue", "a blue screen");
    add("joined", "the sqlstore, on sale, a lode");
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
      {"recieve", "receive", ""},                     // a mistake that articles hold too
      {"migrated", "", ""},                           // another form is there
      {"term", "tern", ""},                           // four letters: asked back alone
      {"sale driver", "sane driver", ""},             // a short word that articles hold
      {"lode driver", "load driver", "load driver"},  // but for one that sounds alike
      {"exchnage migrtaing", "exchange migrating", "exchange migrating"},
      {"sqlserver", "sql server", "sql server"},
      {"sqlstore", "sql store", ""},  // typed as one, as an article has it
      {"bed fan", "bad fan", "bad fan"},
      {"bed", "bad", ""},   // three letters: asked back alone
      {"BED fan", "", ""},  // an abbreviation
      {"sqx server", "sql server", "sql server"},
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
  CHECK(answer->remarks[0] ==
        "no article has the word 'exchnage'; searched for: exchange; "
        "as typed: kb search -- '\"exchnage\"'");
}

TEST_CASE("what finds nothing as typed is searched as it was meant", "[query][spelling]") {
  const auto answer = search(*index(), {"recieve AND \"exchange store\""});
  REQUIRE(answer);
  CHECK(answer->total == 150);
  CHECK(answer->corrected);
  CHECK(answer->query == "recieve AND \"exchange store\"");
  CHECK(answer->did_you_mean == "receive AND \"exchange store\"");
  REQUIRE(answer->remarks.size() == 1);
  CHECK(answer->remarks[0] ==
        "nothing found as typed; searched for: receive AND \"exchange store\"");
}

TEST_CASE("a correction can be undone by quotes", "[query][spelling]") {
  const auto spelling = check("prnter drivr -x \"exchnage\" 0x5");
  CHECK(spelling.as_typed == "\"prnter\" \"drivr\" -x \"exchnage\" 0x5");
  CHECK_FALSE(check(*spelling.as_typed).findable);
}

namespace {

struct Misspelt {
  std::string typed;
  std::string meant;
};

std::vector<Misspelt> misspelt_queries() {
  std::vector<Misspelt> rows;
  std::ifstream in(std::string(KB_SOURCE_DIR) + "/tests/query/compile/misspelt_queries.tsv");
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    rows.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return rows;
}

/// Three articles for each right form, and one in which its words stand in another order.
const OpenedIndex& right_forms() {
  static const OpenedIndex kIndex([] {
    Files files;
    int number = 0;
    for (const Misspelt& row : misspelt_queries()) {
      for (int i = 0; i < 3; ++i) {
        files["right" + std::to_string(++number) + ".txt"] = "note\n\nthe " + row.meant + "\n";
      }
    }
    return files;
  }());
  return kIndex;
}

}  // namespace

TEST_CASE("words are mended by the words beside them", "[query][spelling]") {
  const auto rows = misspelt_queries();
  REQUIRE(rows.size() == 120);
  Lexicon lexicon(right_forms()->database());
  std::size_t right = 0;
  for (const Misspelt& row : rows) {
    INFO(row.meant);
    CHECK_FALSE(check_spelling(parse_query(row.meant), lexicon).findable);
    const auto spelling = check_spelling(parse_query(row.typed), lexicon);
    if (spelling.findable == row.meant) {
      ++right;
    } else {
      UNSCOPED_INFO(row.typed << " -> " << spelling.findable.value_or("(nothing)"));
    }
  }
  CHECK(right >= 105);
}

TEST_CASE("a foreign word is no misspelt one", "[query][spelling]") {
  const OpenedIndex index([] {
    Files files;
    for (int i = 0; i < 5; ++i) {
      files[std::to_string(i) + ".txt"] = "note\n\na tracker of bugs, the file bugtrk.dll\n";
    }
    return files;
  }());
  Lexicon lexicon(index->database());
  const auto drucker = check_spelling(parse_query("Drucker"), lexicon);
  CHECK_FALSE(drucker.findable);
  CHECK(drucker.meant == "tracker");  // only if nothing else is found
  CHECK_FALSE(check_spelling(parse_query("bugtrk"), lexicon).meant);
  CHECK(check_spelling(parse_query("trakcer"), lexicon).findable == "tracker");
}

TEST_CASE("slips cost what they are worth", "[query][spelling]") {
  struct Row {
    const char* typed;
    const char* meant;
    double cost;
  };
  const auto row = GENERATE(values<Row>({
      {"printer", "printer", 0},
      {"lode", "load", 0.6},         // as long a vowel
      {"pritner", "printer", 0.7},   // exchanged
      {"adress", "address", 0.4},    // a doubled letter left out
      {"printter", "printer", 0.4},  // a letter doubled
      {"prnter", "printer", 0.7},    // a vowel left out
      {"priner", "printer", 0.9},    // another letter left out
      {"pronter", "printer", 0.7},   // another vowel
      {"printrr", "printer", 0.8},   // the next key
      {"prinder", "printer", 0.6},   // a letter that sounds alike
      {"prinqer", "printer", 1.0},   // any other
      {"orinter", "printer", 1.6},   // at the front
      {"profecy", "prophecy", 0.6},
      {"wont", "won't", 0.4},
      {"", "", 0},
  }));
  DYNAMIC_SECTION(row.typed) { CHECK(slip_cost(row.typed, row.meant, 2) == Approx(row.cost)); }
  CHECK(slip_cost("printer", "exchange", 2) > 2);
  CHECK(slip_cost(std::string(40, 'a'), std::string(40, 'a'), 2) == kTooFar);
}
