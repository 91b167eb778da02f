#include "query/search/article_meanings.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "indexer/build/build.h"
#include "indexer/schema/meaning.h"
#include "query/search/index.h"
#include "query/search/search.h"
#include "tests/corpus/folder.h"

using namespace kb;

namespace {

std::string question(std::string_view text) {
  MeaningReader reader;
  reader.add_words(text);
  return reader.value(MeaningOf::kQuestion);
}

Index open_sample(const test::Folder& folder) {
  Progress progress;
  REQUIRE(build_index({{KB_SOURCE_DIR "/corpus/sample"}, folder.path(), 2}, progress));
  auto index = Index::open(folder.path());
  REQUIRE(index);
  return std::move(*index);
}

std::vector<Candidate> every_article(const Xapian::Database& database) {
  std::vector<Candidate> all;
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    all.push_back({*it, 0});
  }
  return all;
}

}  // namespace

TEST_CASE("the closest articles are those that measure closest", "[meaning]") {
  const test::Folder folder;
  const Index index = open_sample(folder);
  const ArticleMeanings& meanings = index.meanings();
  for (const char* text : {"the key server will not upgrade", "printing is slow", "modem"}) {
    CAPTURE(text);
    std::vector<Candidate> all = every_article(index.database());
    meanings.measure(question(text), all);
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
      return a.closeness > b.closeness;
    });
    std::vector<Xapian::docid> first;
    for (std::size_t i = 0; i < 5; ++i) first.push_back(all[i].document);
    std::sort(first.begin(), first.end());
    CHECK(meanings.closest(question(text), 5) == first);
    CHECK(all.front().closeness > all.back().closeness);
    CHECK((all.front().closeness <= 1 && all.back().closeness >= -1));
    CHECK(meanings.closest(question(text), 100'000).size() <= all.size());
  }
}

TEST_CASE("a question without a known word is close to nothing", "[meaning]") {
  const test::Folder folder;
  const Index index = open_sample(folder);
  std::vector<Candidate> all = every_article(index.database());
  index.meanings().measure("", all);
  CHECK(
      std::all_of(all.begin(), all.end(), [](const Candidate& one) { return one.closeness == 0; }));
  CHECK(index.meanings().closest("", 5).empty());
}

TEST_CASE("meanings are read alike in both ways", "[meaning]") {
  const test::Folder folder;
  const Index index = open_sample(folder);
  std::vector<Candidate> one = every_article(index.database());
  std::vector<Candidate> other = one;
  ArticleMeanings(index.database(), false).measure(question("printing is slow"), one);
  ArticleMeanings(index.database(), true).measure(question("printing is slow"), other);
  for (std::size_t i = 0; i < one.size(); ++i) CHECK(one[i].closeness == other[i].closeness);
}
