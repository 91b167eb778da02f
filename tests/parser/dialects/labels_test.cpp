#include "parser/dialects/labels.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/parser/samples.h"

using namespace kb;

namespace {

struct Row {
  const char* line;
  std::size_t length;  ///< of the label; 0: the line has none
};

}  // namespace

TEST_CASE("query words are announced in many spellings", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"Additional query words: a b", 23},
      {"Additional query words:", 23},
      {"additional query words : a", 24},
      {"Additional reference words: 4.0", 27},
      {"Additional Reference Words: 4.0", 27},
      {"Additional query word(s): a", 25},
      {"Additional query word: a", 22},
      {"Additional references: a", 22},
      {"Additional querey words: a", 24},
      {"Additional qeury words: a", 23},
      {"Additotional query words: a", 25},
      {"Additonal query words: a", 22},
      {"Additional words: a", 17},
      {"Additional reference works: a", 27},
      {"Reference words: a", 16},
      {"Additional information: see below", 0},
      {"Additional query words", 0},
      {"Additional: a", 0},
      {"Additional queries of words: a", 0},
      {"Add query words: a", 0},
      {"References: a", 0},
      {"Reference: a", 0},
      {"words: a", 0},
      {"", 0},
  }));
  DYNAMIC_SECTION(row.line) { CHECK(match_query_words_label(row.line) == row.length); }
}

TEST_CASE("categories are announced in any case", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"KBCategory: kbprg", 11},
      {"KBSubcategory:", 14},
      {"kbcategory: a", 11},
      {"KbSubCategory: a", 14},
      {"Category: a", 0},
      {"KBCategory a", 0},
      {"", 0},
  }));
  DYNAMIC_SECTION(row.line) { CHECK(match_category_label(row.line) == row.length); }
}

TEST_CASE("footer labels give their field and value", "[parser]") {
  for (const FooterLabel& label : kFooterLabels) {
    std::string_view value;
    std::string line(label.name);
    line += std::string(18 - line.size(), ' ') + ": a b ";
    CHECK(match_footer_label(line, value) == label.field);
    CHECK(value == "a b");
  }
  std::string_view value;
  CHECK(match_footer_label("Keywords:", value) == &Footer::keywords);
  CHECK(value.empty());
  CHECK(match_footer_label("Version           : :1.0", value) == &Footer::version);
  CHECK(value == ":1.0");
  CHECK(match_footer_label("Versions          : 1.0", value) == nullptr);
  CHECK(match_footer_label("keywords          : 1.0", value) == nullptr);
  CHECK(match_footer_label(" Keywords         : 1.0", value) == nullptr);
  CHECK(match_footer_label("", value) == nullptr);
}

TEST_CASE("the ruler of the applies-to block has 63 to 79 dashes", "[parser]") {
  CHECK(!is_applies_rule(test::rule('-', 62)));
  CHECK(is_applies_rule(test::rule('-', 63)));
  CHECK(is_applies_rule(test::rule('-', 79)));
  CHECK(!is_applies_rule(test::rule('-', 80)));
  CHECK(!is_applies_rule(test::rule('=', 79)));
  CHECK(!is_applies_rule(test::rule('-', 78) + " "));
  CHECK(!is_applies_rule(""));
}
