#include "parser/text/count.h"

#include <catch2/catch.hpp>

using kb::counted;

TEST_CASE("a count has the form of its number", "[parser]") {
  CHECK(counted(0, "file") == "0 files");
  CHECK(counted(1, "file") == "1 file");
  CHECK(counted(2, "file") == "2 files");
  CHECK(counted(1, "file was", "files were") == "1 file was");
  CHECK(counted(0, "file was", "files were") == "0 files were");
  CHECK(counted(1'000'000, "article") == "1000000 articles");
}
