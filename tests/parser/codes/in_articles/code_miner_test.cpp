#include "parser/codes/in_articles/code_miner.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "parser/codes/in_articles/error_codes.h"

namespace kb {
namespace {

Article article_of(const std::string& text, const std::string& product = "exchange") {
  Article article;
  article.product_code = product;
  article.sections.push_back({SectionKind::kMoreInformation, "MORE INFORMATION", text});
  article.error_codes = find_error_codes(article, article.diagnostics);
  return article;
}

// One entry a line: `canonical | name | message | component`.
std::string print(const std::vector<MinedCode>& codes) {
  std::string out;
  for (const MinedCode& code : codes)
    out +=
        fmt::format("{} | {} | {} | {}\n", code.canonical, code.name, code.message, code.component);
  return out;
}

struct Row {
  const char* name;
  const char* product;
  const char* in;
  const char* want;
};

TEST_CASE("what an article says of its codes is mined", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"the message above an id, with who reports it", "exchange",
       "You see this message:\n\n   The wheel came off.\n\n   Microsoft Exchange Administrator\n   "
       "ID no: c1031667\n",
       "0xC1031667 |  | The wheel came off. | Microsoft Exchange Administrator\n"},
      {"all of it on one line", "exchange",
       "   The wheel came off the cart. Microsoft Exchange Setup ID no: c1031668\n",
       "0xC1031668 |  | The wheel came off the cart. | Microsoft Exchange Setup\n"},
      {"a symbolic id", "exchange",
       "   A constraint is hurt.\n   Microsoft Exchange Directory\n   ID no: "
       "DS_E_CONSTRAINT_VIOLATION\n",
       "DS_E_CONSTRAINT_VIOLATION |  | A constraint is hurt. | Microsoft Exchange Directory\n"},
      {"a row of all notations of a Jet error", "exchange",
       "Jet errors:\n\n - -509 0xFFFFFE03 JET_errMissingPreviousLogFile SSE 4294966787\n",
       "JET:-509 | JET_errMissingPreviousLogFile |  | \n"},
      {"a row of a box table", "iis",
       "+------------------------------+\n| QUERY_E_FAILED | 0x80041600L | It failed for no "
       "reason | \n+------------------------------+\n",
       "0x80041600 | QUERY_E_FAILED | It failed for no reason | \n"},
      {"lines with labels", "exchange",
       "Error Code: 0xC0000081\nError Translation: DAPI_E_BAD_HANDLE\nProblem: The handle is bad, "
       "take\nanother one.\n",
       "0xC0000081 | DAPI_E_BAD_HANDLE | The handle is bad, take another one. | \n"},
      {"a name with its number in brackets", "exchange",
       "The call returns MAPI_E_NOT_FOUND (0x8004010F) when it is gone.",
       "0x8004010F | MAPI_E_NOT_FOUND |  | \n"},
      {"a system error and its message below", "winnt",
       "   System error 1312 has occurred.\n\n   A specified session is not there.\n",
       "WIN32:1312 |  | A specified session is not there. | \n"},
      {"a network error", "winnt", "   Error 2140: An inner error of Windows occurred.\n",
       "NET:2140 |  | An inner error of Windows occurred. | \n"},
      {"a message of the compiler", "visualc", "foo.cpp(3) : error C2065: 'abc' : not declared\n",
       "C2065 |  | 'abc' : not declared | \n"},
      {"an event block", "exchange",
       "Event ID: 4058\nSource: MSExchangeSA\nDescription: The thing did not start\nas it "
       "should.\n",
       "EVENT:4058 |  | The thing did not start as it should. | MSExchangeSA\n"},
      {"a name that contradicts its number says nothing", "exchange",
       "The call returns MAPI_E_NOT_FOUND (0x80040110) here.", ""},
      {"two numbers that differ are two codes", "exchange",
       " - -509 0xFFFFFE04 JET_errMissingPreviousLogFile\n", ""},
      {"a sentence that runs on into a line is no row", "exchange",
       "The program says that it failed and then prints\n0x80041600: And so on it goes.\n", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(print(mine_codes(article_of(row.in, row.product))) == row.want);
  }
}

TEST_CASE("each spelling of a row of 40 codes is mined once", "[parser]") {
  std::string text = "Database errors:\n\n";
  for (int n = 1001; n <= 1040; ++n)
    text += fmt::format("   {}  0x{:08X}  {}  Something odd happened to page {}\n", -n,
                        std::uint32_t(-n), std::uint32_t(-n), n);
  const auto mined = mine_codes(article_of(text));
  REQUIRE(mined.size() == 40);
  for (int n = 1001; n <= 1040; ++n) {
    CHECK(mined[std::size_t(n - 1001)].canonical == fmt::format("JET:{}", -n));
    CHECK(mined[std::size_t(n - 1001)].message ==
          fmt::format("Something odd happened to page {}", n));
  }
}

TEST_CASE("hostile text is mined in linear time", "[parser]") {
  for (const char* piece :
       {"ID no: c1031667 ", "0x80041600 ", "Error 5: Access. ", "JET_errX -1 ", "\n",
        "Event ID: 5\n", "| ", "Error Code: 0xC0000081\n", "Microsoft "}) {
    std::string text;
    while (text.size() < 400000) text += piece;
    const auto mined = mine_codes(article_of(text));
    CHECK(mined.size() < 100000);
  }
}

}  // namespace
}  // namespace kb
