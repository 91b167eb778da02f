#include "parser/dialects/markdown_table.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/parse.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

TEST_CASE("tables of bars are known by their second line", "[parser]") {
  CHECK(is_pipe_table("| a | b |\n| --- | --- |\n| c | d |"));
  CHECK(is_pipe_table("a | b\n:-- | --:"));
  CHECK(!is_pipe_table("| a | b |\n| c | d |"));
  CHECK(!is_pipe_table("a\n--- | ---"));
  CHECK(!is_pipe_table("a | b\n---"));
  CHECK(!is_pipe_table("a | b"));
  CHECK(!is_pipe_table(""));
}

TEST_CASE("tables of bars are drawn as boxes", "[parser]") {
  CHECK(render_pipe_table("| File | Version |\n| --- | --- |\n| a1.dll | 1.0 |\n| b | |") ==
        "+------------------+\n"
        "| File   | Version |\n"
        "+------------------+\n"
        "| a1.dll | 1.0     |\n"
        "| b      |         |\n"
        "+------------------+\n");
  CHECK(render_pipe_table("a | Z\xC3\xBC\n--|--") == "+--------+\n| a | Z\xC3\xBC |\n+--------+\n");
  const std::string wide(1000, 'x');
  CHECK(render_pipe_table("a|b\n-|-\n" + wide + "|c\nd|e").size() < 1500);
}

TEST_CASE("files in a table of Markdown are file versions", "[parser]") {
  const Article a = parse_article(
      "# T\n\nThe fix should have the following file attributes or later:\n\n| File name | Version "
      "| Date | Size |\n| --- | --- | --- | --- |\n"
      "| a1.dll | 5.5.2418.0 | 1998-10-30 | 38,672 |\n| b2.dll | 5.5.2423.0 | | |\n",
      "a.md");
  REQUIRE(a.file_versions.size() == 2);
  CHECK(a.file_versions[0].file == "a1.dll");
  CHECK(a.file_versions[0].version == "5.5.2418.0");
  CHECK(a.file_versions[0].date == "1998-10-30");
  CHECK(a.file_versions[0].size == 38672);
  CHECK(a.file_versions[1].version == "5.5.2423.0");
  CHECK(!a.file_versions[1].date);
}
