// The best of many documents, and which of equals.
#include "query/best.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "indexer/schema/schema.h"
#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

/// Articles whose numbers fall as their documents' rise; one in seven has none.
const OpenedIndex& index() {
  static const OpenedIndex kIndex([] {
    Files files;
    for (int i = 10000; i < 14000; ++i) {
      const std::string id = i % 7 == 0 ? "" : "id: Q" + std::to_string(90000 - i) + "\n";
      files[std::to_string(i) + ".md"] = "---\n" + id + "---\n\n# One of many\n\nText.\n";
    }
    return files;
  }());
  return kIndex;
}

/// By document.
std::vector<std::string> numbers() {
  const Xapian::Database& database = index()->database();
  std::vector<std::string> numbers(1);
  for (Xapian::docid document = 1; document <= database.get_lastdocid(); ++document) {
    numbers.push_back(
        database.get_document(document).get_value(Xapian::valueno(field(FieldId::kId).slot)));
  }
  return numbers;
}

}  // namespace

TEST_CASE("of equals, the articles with the lowest numbers are the best", "[query][best]") {
  const std::vector<std::string> number = numbers();
  const Xapian::docid last = index()->database().get_lastdocid();
  REQUIRE(last == 4000);
  IndexTables tables(index()->database(), nullptr);
  ArticleOrder order(tables);  // kept from one search to the next
  std::mt19937 random(19990421);
  for (const std::size_t levels : {1, 2, 5, 1000000}) {
    for (const std::size_t limit : {0, 1, 3, 200, 3000, 5000}) {
      CAPTURE(levels, limit);
      std::vector<Candidate> all;
      Best best(limit, order);
      for (Xapian::docid document = 1; document <= last; ++document) {
        const double weight = 1 + double(random() % levels);
        best.offer(document, weight);
        all.push_back({document, weight});
      }
      std::sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) {
        if (a.weight != b.weight) return a.weight > b.weight;
        const int compared = number[a.document].compare(number[b.document]);
        return compared != 0 ? compared < 0 : a.document < b.document;
      });
      all.resize(std::min(all.size(), limit));
      const std::vector<Candidate> got = best.take();
      const auto same = [](const Candidate& a, const Candidate& b) {
        return a.document == b.document && a.weight == b.weight;
      };
      CHECK(got.size() == all.size());
      CHECK(std::equal(got.begin(), got.end(), all.begin(), all.end(), same));
    }
  }
}

TEST_CASE("an equal that comes late may come before some that are kept", "[query][best]") {
  IndexTables tables(index()->database(), nullptr);
  ArticleOrder order(tables);
  std::vector<Xapian::docid> all(4000);
  std::iota(all.begin(), all.end(), Xapian::docid(1));
  order.read(all);
  REQUIRE(order.known());
  constexpr Xapian::docid kLate = 3000;  // numbered lower than those before it
  constexpr Xapian::docid kBare = 4;     // without a number
  for (Xapian::docid other = 5; other < 11; ++other) {
    CAPTURE(other);
    Best best(3, order);
    for (Xapian::docid document = 1; document <= 4000; ++document) {
      const bool heavy =
          document == 1 || document == kBare || document == other || document == kLate;
      best.offer(document, heavy ? 2 : 1);
    }
    const std::vector<Candidate> got = best.take();
    REQUIRE(got.size() == 3);
    CHECK(got[0].document == kBare);
    CHECK(got[1].document == kLate);
    CHECK(got[2].document == other);
  }
}
