#include "parser/file_tables/table_header.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

/// One letter a column: `dtsfp`.
std::string letters(std::string_view header) {
  std::string out;
  for (const Column column : read_columns(split_words(header)))
    out += "fvdtspco"[static_cast<std::size_t>(column)];
  return out;
}

struct Row {
  std::string header, want;
};

}  // namespace

TEST_CASE("columns are read from the words of any header", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"Date Time Size File name Platform", "dtsfp"},
      {"Date  Time  Version  Size  File Name  Platform", "dtvsfp"},
      {"File name Version", "fv"},
      {"FILE NAME VERSION", "fv"},
      {"File name Version Date/Time Size Destination folder", "fvdtso"},
      {"File name Size Time/Date Location", "fstdo"},
      {"Filename Size Modified", "fsdt"},
      {"File Name File Size File Date File Time File Version", "fsdtv"},
      {"Name Size Date Time Version# Platform", "fsdtvp"},
      {"File name Current version", "fv"},
      {"File name and path Version", "fv"},
      {"Date Size File name Operating system", "dsfp"},
      {"Date Time Version Size File name Locale", "dtvsfo"},
      {"Name Size (bytes) Date", "fsd"},
      {"Component File name Version", "cfv"},
      {"File File name Version", "fv"},
      {"name Date Time File name", "dtf"},
      {"Description", "o"},
      {"", ""},
  }));
  DYNAMIC_SECTION(row.header) { CHECK(letters(row.header) == row.want); }
}

TEST_CASE("a header of files has a file and a value of it", "[parser]") {
  CHECK(names_files({Column::kFile, Column::kVersion}));
  CHECK(names_files({Column::kDate, Column::kFile}));
  CHECK_FALSE(names_files({Column::kFile, Column::kOther}));
  CHECK_FALSE(names_files({Column::kDate, Column::kSize}));
  CHECK_FALSE(names_files({}));
}

TEST_CASE("only known words can stand in a header", "[parser]") {
  CHECK(is_header_word("Date/Time"));
  CHECK(is_header_word("(BYTES)"));
  CHECK_FALSE(is_header_word("later:"));
  CHECK_FALSE(is_header_word(""));
}
