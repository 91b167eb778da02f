#include <string>

#include "indexer/schema/record.h"
#include "parser/codes/in_queries/code_query.h"
#include "parser/text/encoding.h"
#include "query/language/syntax.h"
#include "tests/fuzz/targets.h"

namespace kb {
namespace {

int depth_of(const Node& node) {
  int deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

}  // namespace

void fuzz_query(std::string_view input) {
  for (const Token& token : lex_query(input).tokens) {
    expect(token.begin <= token.end && token.end <= input.size(), "a token lies in the query");
    expect((token.kind == TokenKind::kField) == (token.field != nullptr), "a field has a row");
    expect((token.kind == TokenKind::kCode) == !token.code.readings.empty(), "a code has readings");
  }
  const Query query = parse_query(input);
  expect(depth_of(query.root) <= 3 * kMaxDepth + 3, "trees are shallow");
  expect(!print(query.root).empty(), "a tree prints");
  for (const Token* leaf : leaves(query.root)) expect(leaf != nullptr, "a leaf is a token");
  for (const std::string& remark : query.remarks)
    expect(!remark.empty(), "a remark says something");
}

void fuzz_codes_typed(std::string_view input) {
  std::size_t last = 0;
  for (const RecognisedCode& code : recognise_codes(input)) {
    expect(code.begin >= last && code.begin < code.end && code.end <= input.size(),
           "codes lie in the query, in order");
    expect(!code.readings.empty(), "a code has a reading");
    for (const CodeReading& reading : code.readings) {
      expect(!reading.canonical.empty() && is_valid_utf8(reading.canonical),
             "a reading has a canonical form");
    }
    last = code.end;
  }
}

void fuzz_stored_record(std::string_view input) {
  const auto header = decode_record_header(input);
  const auto record = decode_record(input);
  if (record) {
    expect(header.has_value(), "a record that reads has a header that reads");
    expect(encode_record(*record).size() > 0, "a record that reads can be written");
    for (const Edition& edition : record->editions) {
      expect(edition.dialect >= Dialect{} && edition.dialect <= Dialect::kText, "a known dialect");
    }
    expect(article_of(*record).source == record->source, "a record is an article");
  }
  StoredRecord written{std::string(input.substr(0, input.size() / 3)), "Q100001", "Title", {}, {}};
  written.bytes = input.substr(input.size() / 3);
  written.editions.push_back({"txt/100/Q100001.TXT", Dialect::kDocument, "1998-01-02",
                              std::string(input.substr(0, input.size() / 3))});
  const auto read = decode_record(encode_record(written));
  expect(read && read->source == written.source && read->bytes == written.bytes &&
             read->editions.size() == 1 && read->editions[0].bytes == written.editions[0].bytes,
         "a record reads as it was written");
}

}  // namespace kb
