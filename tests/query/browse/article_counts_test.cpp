#include "query/browse/article_counts.h"

#include <catch2/catch.hpp>

#include "query/search/facets.h"
#include "tests/query/open_index.h"

namespace kb {
namespace {

TEST_CASE("what an index holds counts every article, also one without a date", "[query]") {
  const test::OpenedIndex index(
      {{"a.md", "# Printing\n\nTurn the printer on.\n"}, {"b.md", "# Faxing\n\nWait.\n"}});
  const auto counts = count_articles(*index);
  REQUIRE(counts);
  CHECK(counts->terms_per_article > 1);
  REQUIRE(counts->facets.count("fix") == 1);
  CHECK(most_frequent(counts->facets.at("fix")) == "unknown (2)");
}

TEST_CASE("the most frequent values of a facet stand in one line", "[query]") {
  CHECK(most_frequent({}).empty());
  CHECK(most_frequent({{"Windows", 12}, {"MS-DOS", 3}}) == "Windows (12), MS-DOS (3)");
}

}  // namespace
}  // namespace kb
