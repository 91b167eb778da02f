// Files against the rows of tables: three answers, and why.
#include "query/inspect/compare_file.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

FileOnDisk file(std::string version, std::uint64_t size, std::string written) {
  FileOnDisk out;
  out.version = std::move(version);
  out.size = size;
  out.written = std::move(written);
  return out;
}

FileVersion fix(std::optional<std::string> version, std::optional<std::uint64_t> size,
                std::optional<std::string> date) {
  FileVersion out;
  out.version = std::move(version);
  out.size = size;
  out.date = std::move(date);
  return out;
}

const std::string kHeading = "Windows NT 4.0 SP3";

}  // namespace

TEST_CASE("a file is compared within its branch, else by its size and day", "[inspect]") {
  struct Row {
    std::string name;
    FileOnDisk have;
    FileVersion fix;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"a lower version", file("4.0.1381.133", 1, "1999-01-01"),
       fix("4.0.1381.204", 2, "1998-01-01"), "missing: the version is lower"},
      {"a higher version", file("4.0.1381.7086", 1, "1998-01-01"),
       fix("4.0.1381.204", 2, "1999-01-01"), "has: the version is higher"},
      {"versions are numbers", file("5.5.2650.24", 1, ""), fix("5.5.2650.3", 2, {}),
       "has: the version is higher"},
      {"another build of Windows", file("4.0.1381.204", 1, "2000-01-01"),
       fix("5.0.2195.2097", 1, "2000-01-01"), "cannot_tell: the version is of another branch"},
      {"another version of a product", file("5.0.1460.3", 1, "1999-01-01"),
       fix("5.5.2650.3", 1, "1999-01-01"), "cannot_tell: the version is of another branch"},
      {"an equal version", file("4.0.1381.204", 9, "1999-03-01"),
       fix("4.0.1381.204", 9, "1999-03-01"), "has: the version is the same"},
      {"an equal version of an older file", file("4.0.1381.204", 8, "1998-03-01"),
       fix("4.0.1381.204", 9, "1999-03-01"),
       "missing: the version is the same, but the file is older"},
      {"a version that names the product", file("4.0.1381.1", 9, "1999-03-01"),
       fix("4.00", 9, "1999-03-01"), "has: size and date fit"},
      {"a size in another time zone", file("", 9, "1999-03-02"), fix({}, 9, "1999-03-03"),
       "has: size and date fit"},
      {"an older day", file("", 8, "1999-03-01"), fix({}, 9, "1999-03-03"),
       "missing: the file is older by its date"},
      {"a newer day", file("", 8, "1999-03-05"), fix({}, 9, "1999-03-03"),
       "has: the file is newer by its date"},
      {"the same day", file("", 8, "1999-03-04"), fix({}, 9, "1999-03-03"),
       "cannot_tell: the date is the same, but not the size"},
      {"the size of an older file", file("", 9, "1998-03-04"), fix({}, 9, "1999-03-03"),
       "cannot_tell: the size is the same, but the file is older"},
      {"a copy, whose day is that of copying", file("", 8, "2024-03-05"), fix({}, 9, "1999-03-03"),
       "cannot_tell: neither the version nor the date of the file can be compared"},
      {"a version of another kind", file("4.0.1381.1", 8, "1998-03-04"),
       fix("1.2(build 786)", 9, "1999-03-03"),
       "cannot_tell: the version is no number of the kind that the file has"},
      {"the same of a file without one", file("", 8, "1998-03-04"), fix("786", 9, "1999-03-03"),
       "missing: the file is older by its date"},
      {"the version of a product", file("4.0.1381.1", 8, "1998-03-04"), fix("4.0", 9, "1999-03-03"),
       "missing: the file is older by its date"},
      {"nothing to compare", file("4.0.1381.1", 8, "1999-03-05"), fix({}, {}, {}),
       "cannot_tell: the article gives neither a version nor a date to compare"},
  }));
  DYNAMIC_SECTION(row.name) {
    const FileVerdict verdict = compare_file(row.have, row.fix);
    CHECK(std::string(name_of(verdict.state)) + ": " + verdict.why == row.want);
  }
}

TEST_CASE("a file of another Windows is not compared by its day", "[inspect]") {
  const FileOnDisk other = file("5.0.2195.1", 8, "1998-01-01");
  CHECK(compare_file(other, fix({}, 9, "1999-03-03"), 1381).why ==
        "the file is of another version of Windows");
  CHECK(compare_file(other, fix("2.0", 9, "1999-03-03"), 1381).why ==
        "the file is of another version of Windows");
  CHECK(compare_file(other, fix({}, 9, "1999-03-03"), 2195).state == FixState::kMissing);
  CHECK(compare_file(other, fix({}, 9, "1999-03-03")).state == FixState::kMissing);
}

TEST_CASE("the day of linking stands in for the day of a copy", "[inspect]") {
  FileOnDisk copy = file("", 8, "2024-03-05");
  copy.linked = "1999-01-01";
  CHECK(compare_file(copy, fix({}, 9, "1999-03-03")).state == FixState::kMissing);
  copy.version = "4.0.1381.204";  // an equal version may have been linked well before its day
  CHECK(compare_file(copy, fix("4.0.1381.204", 9, "1999-03-03")).state == FixState::kHas);
}

TEST_CASE("several rows of one file give one answer", "[inspect]") {
  const FileVerdict lower{FixState::kMissing, "the version is lower"};
  const FileVerdict higher{FixState::kHas, "the version is higher"};
  const FileVerdict same{FixState::kHas, "size and date fit"};
  const FileVerdict other{FixState::kCannotTell, "the version is of another branch"};
  CHECK(join_rows({lower, lower}).state == FixState::kMissing);
  CHECK(join_rows({lower, same}).state == FixState::kHas);
  CHECK(join_rows({lower, higher}).state == FixState::kCannotTell);
  CHECK(join_rows({other, lower}).state == FixState::kMissing);
  CHECK(join_rows({other, other}).why == other.why);
}

TEST_CASE("rows of other systems, service packs and processors are passed over", "[inspect]") {
  const auto is_for = [](std::string platform, std::string heading) {
    FileVersion row;
    row.platform = std::move(platform);
    row.under = {std::move(heading)};
    InstalledSystem system;
    system.family = "Windows NT";
    system.version = "4.0";
    system.service_pack = "6a";
    return is_row_for(row, system, "x86");
  };
  CHECK(is_for("Intel", ""));
  CHECK(is_for("x86 and Alpha", "Windows NT 4.0"));
  CHECK(is_for("", "Windows NT 4.0 Service Pack 6"));
  CHECK(is_for("", "Windows 2000 and Windows NT"));
  CHECK_FALSE(is_for("Alpha", ""));
  CHECK_FALSE(is_for("", "MS-DOS"));
  CHECK_FALSE(is_for("", "Windows NT 4.0, Terminal Server Edition"));
  CHECK_FALSE(is_for("(i386)", kHeading));
  CHECK(is_for("", "Windows NT Server or Workstation 4.0"));
  CHECK(is_for("NT4", ""));
  CHECK_FALSE(is_for("", "Windows NT 3.51"));
  CHECK_FALSE(is_for("", "Windows NT Server version 3.5 CD"));
  CHECK_FALSE(is_for("Win98 128bit", ""));
  CHECK_FALSE(is_for("", "Windows 2000"));
}
