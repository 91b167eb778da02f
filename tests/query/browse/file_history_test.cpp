#include "query/browse/file_history.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace kb {
namespace {

FileRelease release(const char* id, const char* version, const char* date) {
  FileRelease made;
  made.row.file = "store.exe";
  if (*version != '\0') made.row.version = version;
  if (*date != '\0') made.row.date = date;
  made.id = id;
  return made;
}

FileHistory history() {
  FileHistory made;
  made.file = "store.exe";
  made.releases = {release("Q100001", "5.5.2448.0", "1998-11-01"),
                   release("Q100002", "2638.0", "1999-08-01"),
                   release("Q100003", "5.5.2651.32", "1999-12-01"),
                   release("Q100004", "2652.15", "2000-01-01"),
                   release("Q100005", "6.0.4417.0", "2000-08-01"),
                   release("Q100006", "4.00", "1999-09-21"),
                   release("Q100007", "", "")};
  return made;
}

// The articles that are kept, then what was left out.
std::string print(FileHistory made, const char* than) {
  if (const auto kept = keep_newer(made, than); !kept) return kept.error().message;
  std::string out;
  for (const FileRelease& one : made.releases) out += one.id + " ";
  return fmt::format("{}| {} unknown, {} other, from {}", out, made.left_out->without_version,
                     made.left_out->other_branch, fmt::join(made.left_out->brought_by, ","));
}

struct Row {
  const char* than;
  const char* want;
};

TEST_CASE("what is newer is compared within a branch, or by date", "[query]") {
  const auto row = GENERATE(values<Row>({
      {"5.5.2651.32", "Q100004 | 2 unknown, 1 other, from Q100003"},
      {"2651.32", "Q100004 Q100005 | 2 unknown, 0 other, from Q100003"},
      {"5.5.2638.0", "Q100003 Q100004 | 2 unknown, 1 other, from Q100002"},
      {"6.0.4417.0", "| 2 unknown, 2 other, from Q100005"},
      {"1999-09-20", "Q100003 Q100004 Q100005 Q100006 | 1 unknown, 0 other, from "},
      {"9/20/1999", "Q100003 Q100004 Q100005 Q100006 | 1 unknown, 0 other, from "},
      {"1999-12", "Q100004 Q100005 | 1 unknown, 0 other, from "},
      {"abc", "'abc' is neither a full version nor a date"},
      {"4.0", "'4.0' is neither a full version nor a date"},
      {"1..2", "'1..2' is neither a full version nor a date"},
  }));
  INFO(row.than);
  CHECK(print(history(), row.than) == row.want);
}

}  // namespace
}  // namespace kb
