#include "parser/file_tables/file_names.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/text/ascii.h"
#include "tests/parser/samples.h"

using namespace kb;

namespace {

struct Row {
  const char* text;
  const char* want;  ///< joined by ` | `
};

}  // namespace

TEST_CASE("file names are found in running text", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"see tcpip.sys for this", "tcpip.sys"},
      {"see Kmsupgrd.dll.", "Kmsupgrd.dll"},
      {"WIN.INI, SYSTEM.INI", "WIN.INI | SYSTEM.INI"},
      {"twice a1.exe a1.exe", "a1.exe | a1.exe"},
      {"C:\\WINNT\\system32\\ntoskrnl.exe", "ntoskrnl.exe"},
      {"\"ab.txt\"", "ab.txt"},
      {"(ab.txt)", "ab.txt"},
      {"my_file-2~1.$$$", ""},
      {"my_file-2~1.log", "my_file-2~1.log"},
      {"www.example.com", ""},
      {"x.www.readme.txt", ""},
      {"name@host.doc", ""},
      {"ab.dll.old", ""},
      {"ab.dll2", ""},
      {"5.5", ""},
      {"12.exe", ""},
      {"a.exe", ""},
      {"end. Doc follows", ""},
      {".dll", ""},
      {"x .dll", ""},
      {"ab.", ""},
      {"", ""},
  }));
  DYNAMIC_SECTION(row.text) {
    std::vector<std::string> names;
    for (const std::string_view name : find_file_names(row.text)) names.emplace_back(name);
    CHECK(test::joined(names) == row.want);
  }
}

TEST_CASE("a file name as a whole", "[parser]") {
  CHECK(is_file_name("tcpip.sys"));
  CHECK(!is_file_name("tcpip.sys "));
  CHECK(!is_file_name("see tcpip.sys"));
  CHECK(!is_file_name("tcpip"));
  CHECK(!is_file_name(""));
  CHECK(base_name("C:\\a\\b.sys") == "b.sys");
  CHECK(base_name("a/b.sys") == "b.sys");
  CHECK(base_name("b.sys") == "b.sys");
  CHECK(base_name("a\\").empty());
}
