#include "parser/file_tables/table_values.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

namespace {

struct DateRow {
  std::string word;
  DateOrder order;
  std::string want;  // ISO, "-" for unreadable, "" for no date at all
};

std::string date(const DateRow& row) {
  if (!looks_like_date(row.word)) return "";
  return read_date(row.word, row.order).value_or("-");
}

constexpr auto kUs = DateOrder::kMonthFirst;

}  // namespace

TEST_CASE("dates are read in every printed form", "[parser]") {
  const auto row = GENERATE(values<DateRow>({
      {"7/29/97", kUs, "1997-07-29"},
      {"02/04/2000", kUs, "2000-02-04"},
      {"10-26-99", kUs, "1999-10-26"},
      {"09-25-1998", kUs, "1998-09-25"},
      {"02-Oct-2001", kUs, "2001-10-02"},
      {"01-MAR-2001", kUs, "2001-03-01"},
      {"12-Jan-02", kUs, "2002-01-12"},
      {"Aug-1-2001", kUs, "2001-08-01"},
      {"17 July 2001", kUs, "2001-07-17"},
      {"July 17, 2001", kUs, "2001-07-17"},
      {"1999/10/02", kUs, "1999-10-02"},
      {"28/08/01", DateOrder::kDayFirst, "2001-08-28"},
      {"05/02/98", DateOrder::kDayFirst, "1998-02-05"},
      {"99/04/12", DateOrder::kYearFirst, "1999-04-12"},
      {"2/29/00", kUs, "2000-02-29"},
      {"2/29/01", kUs, "-"},
      {"28/08/01", kUs, "-"},
      {"12/20/199", kUs, "-"},
      {"xx/xx/xx", kUs, "-"},
      {"0/1/99", kUs, "-"},
      {"1/2", kUs, ""},
      {"-", kUs, ""},
      {"56-bit", kUs, ""},
      {"1-2-3-4", kUs, ""},
      {"5.5.2448.8", kUs, ""},
      {"in July 2001", kUs, ""},
  }));
  DYNAMIC_SECTION(row.word) { CHECK(date(row) == row.want); }
}

TEST_CASE("a number that is no month proves the order of a date", "[parser]") {
  CHECK(proven_order("28/08/01") == DateOrder::kDayFirst);
  CHECK(proven_order("08/28/01") == DateOrder::kMonthFirst);
  CHECK(proven_order("99/04/12") == DateOrder::kYearFirst);
  CHECK(proven_order("00/04/12") == DateOrder::kYearFirst);
  CHECK_FALSE(proven_order("05/02/98"));
  CHECK_FALSE(proven_order("02-Oct-2001"));
}

TEST_CASE("times are read on the clock of 24 hours", "[parser]") {
  struct Row {
    std::string word, meridiem, want;  // want "-" for unreadable
  };
  const auto row = GENERATE(values<Row>({
      {"18:00", "", "18:00"},
      {"01:22a", "", "01:22"},
      {"06:34p", "", "18:34"},
      {"12:05a", "", "00:05"},
      {"12:05p", "", "12:05"},
      {"1:17PM", "", "13:17"},
      {"01:27", "AM", "01:27"},
      {"1:20:53", "P.M.", "13:20"},
      {"04:21:28pm", "", "16:21"},
      {"7:18:17", "", "07:18"},
      {"12:00", "midnight", "00:00"},
      {"12:00", "noon", "12:00"},
      {"9.34", "", "09:34"},
      {"11.02a", "", "11:02"},
      {"25:00", "", "-"},
      {"10:77", "", "-"},
      {"xx:xx", "", "-"},
  }));
  DYNAMIC_SECTION(row.word << row.meridiem) {
    CHECK((looks_like_time(row.word) || looks_like_dotted_time(row.word)));
    CHECK(read_time(row.word, row.meridiem).value_or("-") == row.want);
  }
  CHECK_FALSE(looks_like_time("5.0:2195.2097"));
  CHECK_FALSE(looks_like_time("later:"));
  CHECK_FALSE(looks_like_time("9.34"));
}

TEST_CASE("a size is bytes, rounded, or damaged", "[parser]") {
  struct Row {
    std::string word, unit, want;
  };
  const auto row = GENERATE(values<Row>({
      {"76560", "", "76560"},
      {"1,571,744", "", "1571744"},
      {"266,962", "bytes", "266962"},
      {"66.560", "bytes", "66560"},
      {"185,760b", "", "185760"},
      {"184KB", "", "rounded"},
      {"322", "KB", "rounded"},
      {"1.33", "MB", "rounded"},
      {"17.7K", "", "rounded"},
      {"2,538,44", "", "damaged"},
  }));
  DYNAMIC_SECTION(row.word << " " << row.unit) {
    const PrintedSize size = read_size(row.word, row.unit);
    CHECK((size.bytes      ? std::to_string(*size.bytes)
           : size.readable ? "rounded"
                           : "damaged") == row.want);
  }
}

TEST_CASE("versions, files and neither are told apart by shape", "[parser]") {
  struct Row {
    std::string word, want;
  };
  const auto row = GENERATE(values<Row>({
      {"5.5.2654.34", "version"},
      {"2.00.1493.2154", "version"},
      {"5.0:2195.2097", "version"},
      {"5.5.26XX", "version"},
      {"5.00.14xx", "version"},
      {"6.00ax", "version"},
      {"4.x", "version"},
      {"1.2(786)", "version"},
      {"2000.80.203.0", "version"},
      {"Userenv.dll", "file"},
      {"Vip.386", "file"},
      {"P2.xv2", "file"},
      {"12500852.cpx", "file"},
      {"4mmdat.sys", "file"},
      {"AWCODC32.DL_", "file"},
      {"%windir%\\system32\\a.dll", "file"},
      {"Microsoft.Sample.dll", "file"},
      {"Tcpip.sys*", "file"},
      {"xxxxxxx.xxx", ""},
      {"http://a.example/b.exe", ""},
      {"later:", ""},
      {"fix.", ""},
      {"...", ""},
      {"76,560", ""},
      {"7043", ""},
      {"", ""},
      {".", ""},
  }));
  DYNAMIC_SECTION("'" << row.word << "'") {
    CHECK(looks_like_version(row.word) == (row.want == "version"));
    CHECK(looks_like_file(row.word) == (row.want == "file"));
  }
}

TEST_CASE("parentheses around the whole of a platform go, others stay", "[parser]") {
  CHECK(drop_outer_parentheses("(Intel or Alpha)") == "Intel or Alpha");
  CHECK(drop_outer_parentheses("ARM720 (Debug)") == "ARM720 (Debug)");
  CHECK(drop_outer_parentheses("(a) b (c)") == "(a) b (c)");
  CHECK(drop_outer_parentheses("(") == "(");
  CHECK(is_platform_word("(x86)"));
  CHECK(is_platform_word("Win2k"));
  CHECK_FALSE(is_platform_word("Windows"));
}
