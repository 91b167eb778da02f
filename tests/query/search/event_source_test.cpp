// Events of one source and of others.
#include "query/search/event_source.h"

#include <catch2/catch.hpp>
#include <string>

#include "query/search/search.h"
#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

std::string page(const char* id, const char* text) {
  return std::string("---\nid: ") + id + "\n---\n\n# An event\n\n## Symptoms\n\n" + text + "\n";
}

const Index& index() {
  static const OpenedIndex kIndex(
      Files{{"a.md", page("Q100001", "Event ID: 1000 Source: Userenv Type: Error")},
            {"b.md", page("Q100002", "Event ID: 1000 Source: MSExchangeIMC Type: Error")},
            {"c.md", page("Q100003", "Event ID: 2000 is logged.")}});
  return *kIndex;
}

}  // namespace

TEST_CASE("a source has one name in two spellings", "[query][search]") {
  CHECK(same_source("MSExchange IMC", "msexchangeimc"));
  CHECK_FALSE(same_source("MSExchangeIS", "MSExchangeIS Private"));
}

TEST_CASE("a search for an event says if no article is about that of its source",
          "[query][search]") {
  struct Row {
    std::string name;
    std::string query;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"its source", "event 1000 source Userenv", ""},
      {"its source in another spelling", "event id 1000 source: MSExchange IMC", ""},
      {"another source", "event 1000 source Foo",
       "no article is about event 1000 of Foo; those found are about event 1000 of Userenv, "
       "MSExchangeIMC"},
      {"the source in front", "Source: Foo Bar Event ID: 1000",
       "no article is about event 1000 of Foo Bar; those found are about event 1000 of Userenv, "
       "MSExchangeIMC"},
      {"no source in the articles", "event 2000 source Foo",
       "no article is about event 2000 of Foo; those found give it no source"},
      {"no such event", "event 3000 source Foo", "no article is about event 3000"},
      {"no source", "event 1000", ""},
      {"no event", "the source of error 1000", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    SearchRequest request;
    request.query = row.query;
    const auto answer = search(index(), request);
    REQUIRE(answer);
    std::string remarks;
    for (const std::string& remark : answer->remarks) {
      if (remark.starts_with("no article is about")) remarks += remark;
    }
    CHECK(remarks == row.want);
  }
}
