#include "parser/file_tables/file_version.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace kb;

namespace {

struct Row {
  std::string a;
  char order;  // '<' or '='
  std::string b;
};

}  // namespace

TEST_CASE("printed versions are ordered part by part", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"5.5.2418.0", '<', "5.5.2448.8"},
      {"5.5.2448.8", '<', "5.5.2448.10"},
      {"4.9", '<', "4.10"},
      {"4.0.1381.7097", '<', "4.0.1381.33474"},
      {"5.5.2650.24", '<', "6.0"},
      {"2.00.1380.1055", '=', "2.0.1380.1055"},
      {"02.573.3802", '=', "2.573.3802"},
      {"4.00.950", '<', "4.10.1998"},
      {"5.5.2418", '=', "5.5.2418.0"},
      {"5.5.2418", '<', "5.5.2418.1"},
      {"5.0:2195.2097", '=', "5.0.2195.2097"},
      {"5.131:1877.9", '<', "5.131:1878.1"},
      {"2,5,0,2", '<', "2.5.0.79"},
      {"6.00", '<', "6.00a"},
      {"6.00a", '<', "6.00ax"},
      {"6.00ax", '<', "6.00B"},
      {"6.00AX", '=', "6.00ax"},
      {"5.5.26XX", '=', "5.5.2600"},
      {"5.5.26XX", '<', "5.5.2650.24"},
      {"5.5.2599", '<', "5.5.26xx"},
      {"5.00.14xx", '<', "5.00.1457"},
      {"4.x", '=', "4.0"},
      {"1.2(786)", '=', "1.2(build 786)"},
      {"1.2(786)", '<', "1.2.787"},
      {"5.0.2195.4555 shp", '=', "5.0.2195.4555"},
      {"7.0.2600.15 (branch.010827-1803)", '=', "7.0.2600.15"},
      {" 5.5 ", '=', "5.5"},
      {"", '<', "0.0.0.1"},
      {"", '=', "0.0.0.0000"},
      {"5.99999999999999999999", '=', "5.88888888888888888888"},
      {"5.(", '=', "5"},
  }));
  DYNAMIC_SECTION(row.a << " " << row.order << " " << row.b) {
    const auto order = compare_file_versions(row.a, row.b);
    const auto reverse = compare_file_versions(row.b, row.a);
    if (row.order == '<') {
      CHECK((order < 0));
      CHECK((reverse > 0));
    } else {
      CHECK((order == 0));
      CHECK((reverse == 0));
    }
  }
}

TEST_CASE("sorting puts the oldest version first", "[parser]") {
  std::vector<std::string> versions = {"5.5.2448.10", "5.5.2448.8", "5.5.26XX", "5.5.2418.0"};
  std::sort(versions.begin(), versions.end(), OlderVersion{});
  CHECK(versions ==
        std::vector<std::string>{"5.5.2418.0", "5.5.2448.8", "5.5.2448.10", "5.5.26XX"});
}
