#include "parser/fields/dates.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* text;
  const char* want;  ///< empty: no date
};

}  // namespace

TEST_CASE("header dates become ISO dates", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"22-FEB-2001", "2001-02-22"},
      {"3-may-1991", "1991-05-03"},
      {" 07-Sep-2001 ", "2001-09-07"},
      {"29-FEB-2000", "2000-02-29"},
      {"29-FEB-2001", ""},
      {"31-APR-2001", ""},
      {"0-MAY-2001", ""},
      {"2001-02-22", "2001-02-22"},
      {"2001-2-3", "2001-02-03"},
      {"2001-13-01", ""},
      {"22-FOO-2001", ""},
      {"22-ANF-2001", ""},  // no month begins inside another
      {"22-FEB", ""},
      {"22-FEB-20011", ""},
      {"22-FEB-2001-1", ""},
      {"-FEB-2001", ""},
      {"1e-FEB-2001", ""},
      {"--", ""},
      {"", ""},
  }));
  DYNAMIC_SECTION(row.text) { CHECK(parse_header_date(row.text).value_or("") == row.want); }
}

TEST_CASE("months are English names in any case", "[parser]") {
  CHECK(month_number("JAN") == 1);
  CHECK(month_number("sept") == 9);
  CHECK(month_number("December") == 12);
  CHECK(month_number("de") == 0);
  CHECK(month_number("anf") == 0);
  CHECK(month_number("") == 0);
}

TEST_CASE("only days of the calendar are dates", "[parser]") {
  CHECK(iso_date(1999, 12, 31) == "1999-12-31");
  CHECK(iso_date(1, 1, 1) == "0001-01-01");
  CHECK(!iso_date(0, 1, 1));
  CHECK(!iso_date(10000, 1, 1));
  CHECK(!iso_date(1999, 0, 1));
  CHECK(!iso_date(1999, 1, 32));
  CHECK(!iso_date(-5, 1, 1));
  CHECK(!iso_date(1999, 300, 1));
}
