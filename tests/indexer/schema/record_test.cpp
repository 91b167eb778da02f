#include "indexer/schema/record.h"

#include <catch2/catch.hpp>
#include <string>

#include "parser/record_json.h"
#include "tests/parser/samples.h"

using namespace kb;
using namespace kb::test;

namespace {

StoredRecord example() {
  StoredRecord record;
  record.source = "txt/112/Q112233.TXT";
  record.id = "Q112233";
  record.title = "PRB: A Title";
  record.editions = {{"kb/112/Q112233/README.md", Dialect::kJekyll, "2001-02-03", ""},
                     {"a.tar!b", Dialect::kText, "1998-02-03", "Some older text.\n"},
                     {"c.txt", Dialect::kText, "", ""}};
  record.bytes = document("Some text, some text, some text.\n\n");
  return record;
}

bool same(const StoredRecord& a, const StoredRecord& b) {
  bool editions = a.editions.size() == b.editions.size();
  for (std::size_t i = 0; editions && i < a.editions.size(); ++i) {
    editions = a.editions[i].source == b.editions[i].source &&
               a.editions[i].dialect == b.editions[i].dialect &&
               a.editions[i].date == b.editions[i].date &&
               a.editions[i].bytes == b.editions[i].bytes;
  }
  return editions && a.source == b.source && a.id == b.id && a.title == b.title &&
         a.bytes == b.bytes;
}

}  // namespace

TEST_CASE("a stored record is read as it was written", "[indexer]") {
  StoredRecord record = example();
  for (const std::string& bytes :
       {record.bytes, std::string(), std::string("\0\xFF", 2), std::string(300'000, 'x')}) {
    record.bytes = bytes;
    const auto read = decode_record(encode_record(record));
    REQUIRE(read);
    CHECK(same(*read, record));
  }
  const auto empty = decode_record(encode_record({}));
  REQUIRE(empty);
  CHECK(same(*empty, {}));
}

TEST_CASE("the head of a stored record is read without its bytes", "[indexer]") {
  const auto read = decode_record_header(encode_record(example()));
  REQUIRE(read);
  StoredRecord want = example();
  want.bytes.clear();
  for (Edition& edition : want.editions) edition.bytes.clear();
  CHECK(same(*read, want));
}

TEST_CASE("a stored record gives the article of its bytes", "[indexer]") {
  const Article article = article_of(example());
  CHECK(article.id == "Q112233");
  CHECK(article.source == "txt/112/Q112233.TXT");
}

TEST_CASE("a stored record that is cut is damaged", "[indexer]") {
  const std::string data = encode_record(example());
  for (std::size_t length = 0; length < data.size(); ++length) {
    const auto read = decode_record(std::string_view(data).substr(0, length));
    CAPTURE(length);
    REQUIRE(!read);
    CHECK(read.error().kind == ErrorKind::kDamaged);
  }
}

TEST_CASE("flipped bits in a stored record crash nothing", "[indexer]") {
  const std::string data = encode_record(example());
  for (std::size_t at = 0; at < data.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string flipped = data;
      flipped[at] = char(static_cast<unsigned char>(flipped[at]) ^ (1U << bit));
      (void)decode_record(flipped);
      (void)decode_record_header(flipped);
    }
  }
}

TEST_CASE("a length that no article can have is damage, not memory", "[indexer]") {
  // Format, three empty strings, no editions, a length of 2^64-1, a frame of unknown size.
  const std::string huge(
      "\2\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"
      "\x28\xB5\x2F\xFD\x00\x58\x01\x00\x00",
      24);
  CHECK(!decode_record(huge));
  const std::string editions("\2\0\0\0\xFF\xFF\xFF\xFF\x7F", 9);
  CHECK(!decode_record(editions));
  CHECK(!decode_record_header(editions));
}
