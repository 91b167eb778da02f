#include "parser/fields/products.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* name;
  const char* code;
};

}  // namespace

TEST_CASE("product names and codes stand for each other", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"Microsoft Exchange", "exchange"},
      {"Word 97 for Windows", "word97"},
      {"Microsoft Visual Basic for Windows", "vbwin"},
      {"Miscrosoft Systems Journal", "msj"},
      {"Open Database Connectivity (ODBC)", "odbc"},
      {"Microsoft Windows 95.x Retail Product", "win95x"},
  }));
  DYNAMIC_SECTION(row.name) {
    REQUIRE(product_code_of(row.name));
    CHECK(*product_code_of(row.name) == row.code);
    REQUIRE(product_name_of(row.code));
    CHECK(*product_name_of(row.code) == row.name);
  }
}

TEST_CASE("products are found in any case", "[parser]") {
  CHECK(product_code_of("MICROSOFT EXCHANGE") == "exchange");
  CHECK(product_name_of("SNA") == "Microsoft SNA Server");
}

TEST_CASE("unknown products have no code", "[parser]") {
  CHECK_FALSE(product_code_of("See article"));
  CHECK_FALSE(product_code_of("Microsoft Exchange Server"));
  CHECK_FALSE(product_name_of(""));
}
