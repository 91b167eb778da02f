#include "query/phrase.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/index_tables.h"
#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

const OpenedIndex& index() {
  static const OpenedIndex kIndex([] {
    Files files;
    const std::vector<std::string> texts = {
        "the printer queue stops",                         // 1
        "the printers queue stops",                        // 2
        "queue printer the stops",                         // 3
        "the printer is here, the queue there; it stops",  // 4
        "a printer, the printer queue, the queue",         // 5
        "printer printer queue",                           // 6
    };
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      files[number + ".md"] =
          "---\nid: Q10000" + number + "\n---\n\n# T\n\n## Symptoms\n\n" + texts[i] + "\n";
    }
    return files;
  }());
  return kIndex;
}

/// The last digits of the articles' numbers that hold the words in order.
std::string found(const std::vector<std::string>& words) {
  IndexTables tables(index()->database());
  std::string all;
  std::vector<Xapian::docid> documents;
  const Xapian::Database& database = index()->database();
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    documents.push_back(*it);
  }
  for (const Xapian::docid document : with_words_in_order(tables, words, documents)) {
    for (int number = 1; number <= 6; ++number) {
      const std::string term = "QQ10000" + std::to_string(number);
      if (*database.postlist_begin(term) == document) all += std::to_string(number);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("words are found in order", "[query]") {
  CHECK(found({"printer", "queue"}) == "156");
  CHECK(found({"queue", "printer"}) == "3");
  CHECK(found({"the", "printer", "queue"}) == "15");
  CHECK(found({"printer", "printer", "queue"}) == "6");
  CHECK(found({"printer", "nowhere"}).empty());
  CHECK(found({"stops"}) == "1234");
}
