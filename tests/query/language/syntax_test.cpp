// Queries to trees, as printed; every row's tree is its own.
#include "query/language/syntax.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

struct Row {
  std::string query;
  std::string tree;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {"", "(list)"},
      {"setup", "setup"},
      {"Setup fails", "(list setup fails)"},
      {"\"setup fails\"", "\"setup fails\""},
      {"\"one\" \"two three\"", "(list one \"two three\")"},
      {"\"open quote", "(list open quote)"},
      {"tcp/ip", "\"tcp ip\""},
      {"don't", "don't"},
      {"C++", "c++"},
      {"at&t", "at&t"},
      // marks
      {"+setup -fails", "(list +setup -fails)"},
      {"-fails", "(list -fails)"},
      {"-\"disk full\" error", "(list -\"disk full\" error)"},
      {"+title:setup", "+title:setup"},
      {"set - up", "(list set up)"},
      {"left-right", "\"left right\""},
      // operators
      {"a1 AND b1", "(and a1 b1)"},
      {"x1 OR y1", "(or x1 y1)"},
      {"x1 AND y1 OR z1", "(or (and x1 y1) z1)"},
      {"x1 OR y1 AND z1", "(or x1 (and y1 z1))"},
      {"(x1 OR y1) AND z1", "(and (or x1 y1) z1)"},
      {"x1 y1 AND z1", "(and (list x1 y1) z1)"},
      {"x1 NOT y1", "(not x1 y1)"},
      {"x1 AND NOT y1 z1", "(not (list x1 z1) y1)"},
      {"x1 NOT y1 NOT z1", "(not x1 y1 z1)"},
      {"x1 NOT y1 z1 OR w1", "(or (not (list x1 z1) y1) w1)"},
      {"NOT x1 y1", "(list (not x1) y1)"},
      {"NOT x1", "(not x1)"},
      {"x1 NEAR/3 y1", "(near/3 x1 y1)"},
      {"w1 NEAR y1", "(near/10 w1 y1)"},
      {"w2 NEAR/0 y1", "(near/1 w2 y1)"},
      {"w3 NEAR/999 y1", "(near/99 w3 y1)"},
      {"w4 NEAR/99999999999999999999 y1", "(near/99 w4 y1)"},
      {"x1 (NOT y1)", "(list x1 (not y1))"},
      {"AND", "and"},
      {"OR setup", "(list or setup)"},
      {"setup AND", "(list setup and)"},
      {"UPGRADE AND FAILED", "(list upgrade and failed)"},
      // identifiers
      {"0xc1060107", "code[0xC1060107 SNA:C1060107]"},
      {"-1018", "code[JET:-1018 DB2:-1018 ERROR:-1018 0xFFFFFC06]"},
      {"Q182320", "id[Q182320]"},
      {"KB182321", "id[KB182321]"},
      {"tcpip.sys", "file[tcpip.sys]"},
      {"see tcpip.sys.", "(list see file[tcpip.sys])"},
      {"HKLM\\Software\\Key", "registry[HKLM\\Software\\Key]"},
      // fields
      {"title:setup", "title:setup"},
      {"t:upgrade", "title:upgrade"},
      {"title:\"two words\" x", "(list title:two words x)"},
      {"before:1999", "date:..1999"},
      {"after:1999", "date:1999.."},
      {"date:1999..2001", "date:1999..2001"},
      {"nofield:x2", "\"nofield x2\""},
      {"title: setup", "(list title setup)"},
      // wildcards
      {"connect*", "connect*"},
      {"*", "(list)"},
      {"a*b", "\"a b\""},
  };
  return kRows;
}

}  // namespace

TEST_CASE("queries become trees", "[query]") {
  for (const Row& row : rows()) {
    CAPTURE(row.query);
    CHECK(print(parse_query(row.query).root) == row.tree);
  }
}

TEST_CASE("no two rows have one tree", "[query]") {
  std::map<std::string, std::string> seen;
  for (const Row& row : rows()) {
    const auto [it, fresh] = seen.emplace(print(parse_query(row.query).root), row.query);
    CAPTURE(row.query, it->second);
    CHECK((fresh || row.query == "*" || it->second.empty()));
  }
}

TEST_CASE("parentheses need an operator and may not match", "[query]") {
  CHECK(print(parse_query("(setup").root) == "setup");
  CHECK(print(parse_query("f(x) failed").root) == "(list f x failed)");
  CHECK(print(parse_query("(a1 OR b1").root) == "(or a1 b1)");
  CHECK(print(parse_query("a1 OR b1)").root) == "(or a1 b1)");
  CHECK(print(parse_query("a1 OR b1) c1").root) == "(list (or a1 b1) c1)");
  CHECK(print(parse_query("()").root) == "(list)");
  CHECK(print(parse_query("a1 OR ()").root).starts_with("(or a1"));
}

TEST_CASE("deep nesting is flattened, not followed", "[query]") {
  const std::string deep = std::string(5000, '(') + "x OR y" + std::string(5000, ')');
  CHECK(leaves(parse_query(deep).root).size() == 2);
  // Below the deepest level an operator is no word.
  for (const std::string operation : {"NOT (", "x AND (", "x OR NOT (", "(NEAR/3 ", "NOT "}) {
    std::string query;
    for (int i = 0; i < 1000; ++i) query += operation;
    const Query parsed = parse_query(query + "y");
    for (const Token* leaf : leaves(parsed.root)) {
      CAPTURE(operation);
      CHECK(leaf->kind == TokenKind::kWord);
    }
  }
  std::string open_and_shut;
  for (int i = 0; i < 3000; ++i) open_and_shut += "x) ";
  CHECK(leaves(parse_query(open_and_shut + "OR y").root).size() == 3001);
  std::string without = "x";
  for (int i = 0; i < 2500; ++i) without += " NOT y";
  CHECK(parse_query(without).root.children.size() == 2501);
  std::string nots;
  for (int i = 0; i < 3000; ++i) nots += "NOT ";
  CHECK(!print(parse_query(nots + "x1 y1").root).empty());
}

TEST_CASE("tokens know where they stand", "[query]") {
  const std::string query = "say \"disk full\" at 0xC1060107, see Q182320.";
  const Lexed lexed = lex_query(query);
  std::string out;
  for (const Token& token : lexed.tokens)
    out += query.substr(token.begin, token.end - token.begin) + ";";
  CHECK(out == "say;disk full;at;0xC1060107;see;Q182320;");
}

TEST_CASE("a name that is no field is searched, with a remark if it is near one", "[query]") {
  const Lexed lexed = lex_query("produkt:x");
  REQUIRE(lexed.remarks.size() == 1);
  CHECK(lexed.remarks[0].find("'produkt'") != std::string::npos);
  CHECK(lexed.remarks[0].find("product:") != std::string::npos);
  CHECK(lex_query("cc:Mail connector").remarks.empty());
  CHECK(lex_query("zebra:x").remarks.empty());
  CHECK(lex_query("http://example").remarks.empty());
  CHECK(lex_query("Error:5").remarks.empty());
}

TEST_CASE("a long query is cut with a remark", "[query]") {
  std::string query;
  while (query.size() < 2 * kMaxQuery) query += "word ";
  const Lexed lexed = lex_query(query);
  CHECK(lexed.remarks.size() == 1);
  CHECK(lexed.tokens.back().end <= kMaxQuery);
  CHECK(lex_query(std::string(2 * kMaxQuery, 'x')).remarks.size() == 1);
}

TEST_CASE("no input is an error", "[query]") {
  const char* const kPieces[] = {
      "(",  ")",   "\"", "AND",    "OR",     "NOT",      "NEAR/", "NEAR/99999999999999999999",
      "+",  "-",   "*",  ":",      "title:", "title:\"", "date:", "-1018",
      "0x", "C++", "\\", "HKLM\\", "\xFF",   "x"};
  std::size_t state = 1;
  for (int round = 0; round < 4000; ++round) {
    std::string query;
    for (int n = round % 9; n >= 0; --n) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      query += kPieces[(state >> 33U) % std::size(kPieces)];
      if ((state >> 60U) % 2 == 0) query += ' ';
    }
    CAPTURE(query);
    CHECK(!print(parse_query(query).root).empty());
  }
}
