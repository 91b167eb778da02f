#include "query/language/dates.h"

#include <catch2/catch.hpp>
#include <string>

#include "indexer/schema/stop_words.h"

using namespace kb;

namespace {

struct Row {
  const char* text;
  const char* want;
};

}  // namespace

TEST_CASE("date ranges have a first and a last day", "[query]") {
  const auto row = GENERATE(values<Row>({
      {"1999", "19990101-19991231"},
      {"1999-04", "19990401-19990431"},
      {"1999-04-21", "19990421-19990421"},
      {"1999/04/21", "19990421-19990421"},
      {"1999..2001", "19990101-20011231"},
      {"2001..1999", "19990101-20011231"},
      {"1999-04..1999-06", "19990401-19990631"},
      {"..1999", "-19991231"},
      {"1999..", "19990101-"},
      {"1999-04-21..1999", "19990421-19991231"},
      {"..", "none"},
      {"", "none"},
      {"99", "none"},
      {"soon", "none"},
      {"1999..soon", "none"},
      {"19990", "none"},
      {"2000-13", "none"},
      {"2000-00", "none"},
      {"2000-02-30", "none"},
      {"2000-02-29", "20000229-20000229"},
      {"1999..2000-13", "none"},
  }));
  DYNAMIC_SECTION(row.text) {
    const auto range = parse_date_range(row.text);
    CHECK((range ? range->first + "-" + range->last : "none") == row.want);
  }
}

TEST_CASE("stop words say nothing, negations do", "[query]") {
  for (const char* word : {"the", "a", "how", "with", "your"}) CHECK(is_stop_word(word));
  for (const char* word : {"not", "no", "off", "setup", "", "The"}) CHECK(!is_stop_word(word));
}
