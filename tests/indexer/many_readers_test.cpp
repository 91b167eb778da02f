// Readers that open an index again and again while it is published anew: each has one whole index.
#include <xapian.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <thread>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/store/index_folder.h"
#include "tests/corpus/folder.h"

using namespace kb;
using namespace kb::test;

namespace {

constexpr int kArticles = 12;

/// Articles that all hold `generationN` twice in a row and two forms of one stem.
void write_generation(const Folder& source, int generation) {
  const std::string word = "generation" + std::to_string(generation);
  for (int i = 0; i < kArticles; ++i) {
    source.write(std::to_string(i) + ".md",
                 "# Printer\n\n" + word + " " + word + " printed and printing.\n");
  }
}

/// What is wrong with an index of one generation; empty if nothing is.
std::string fault_of(const std::string& folder) {
  const auto index = open_index(folder);
  if (!index) return index.error().message;
  const Xapian::Database& database = index->database;
  const auto word = database.allterms_begin("generation");
  if (word == database.allterms_end("generation")) return "no word";
  if (word.get_termfreq() != kArticles || database.get_doccount() != kArticles) return "articles";
  if (database.synonyms_begin("Zprint") == database.synonyms_end("Zprint")) return "synonyms";
  if (database.positionlist_begin(1, *word) == database.positionlist_end(1, *word)) {
    return "positions";
  }
  if (database.get_document(*database.postlist_begin("")).get_data().empty()) return "records";
  return {};
}

}  // namespace

TEST_CASE("of ten thousand readers during 20 publications each has a whole index", "[indexer]") {
  constexpr int kReaders = 10'000;
  constexpr int kPublications = 20;
  const Folder source;
  const Folder index;
  const auto publish = [&](int generation) {
    write_generation(source, generation);
    Progress progress;
    BuildOptions options;
    options.sources = {source.path()};
    options.folder = index.path();
    options.threads = 1;
    options.full = generation % 2 == 0;  // by turns a new build and an update
    REQUIRE(build_index(options, progress));
  };
  publish(0);
  std::atomic<int> started = 0;
  std::atomic<bool> published_all = false;
  std::vector<std::set<std::string>> faults(3);
  {
    std::vector<std::jthread> readers;
    for (std::set<std::string>& own : faults) {
      readers.emplace_back([&] {
        while (started++ < kReaders || !published_all) {
          try {
            own.insert(fault_of(index.path()));
          } catch (const Xapian::Error& error) {
            own.insert(error.get_description());
          }
        }
      });
    }
    for (int generation = 1; generation <= kPublications; ++generation) publish(generation);
    published_all = true;
  }
  CHECK(started >= kReaders);
  for (const std::set<std::string>& own : faults) CHECK(own == std::set<std::string>{""});
}
