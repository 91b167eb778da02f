// Two ways to find candidates, one answer: Xapian's matcher and the lists that are kept.
#include "query/search/finder.h"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/build/build.h"
#include "parser/text/ascii.h"
#include "query/compile/compile.h"
#include "query/compile/lexicon.h"
#include "query/compile/profile.h"
#include "tests/corpus/folder.h"

namespace kb {
namespace {

/// Words of stored titles, with operators, fields, codes and phrases among them.
std::vector<std::string> random_queries(const Xapian::Database& database, std::size_t count) {
  const std::vector<std::string> kMore = {"AND",
                                          "OR",
                                          "NOT",
                                          "NEAR/4",
                                          "\"windows nt\"",
                                          "the",
                                          "win*",
                                          "date:1997..2000",
                                          "after:1996",
                                          "os:\"windows nt\"",
                                          "error 1722",
                                          "0xc1060107",
                                          "Q182320",
                                          "title:server",
                                          "-printer",
                                          "+error",
                                          "setup.exe",
                                          "2000",
                                          "type:bug",
                                          "similar:Q182320",
                                          "version:4.0"};
  std::mt19937 random(20020501);
  std::vector<std::string> words;
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    const auto record = decode_record_header(database.get_document(*it).get_data());
    REQUIRE(record);
    for (const auto word : split_words(record->title)) words.emplace_back(word);
  }
  std::vector<std::string> queries;
  while (queries.size() < count) {
    std::string query;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) {
      const bool more = random() % 4 == 0;
      query += (more ? kMore[random() % kMore.size()] : words[random() % words.size()]) + " ";
    }
    queries.push_back(query);
  }
  return queries;
}

void same(const std::vector<Candidate>& lists, const std::vector<Candidate>& matcher) {
  REQUIRE(lists.size() == matcher.size());
  for (std::size_t i = 0; i < lists.size(); ++i) {
    CHECK(lists[i].document == matcher[i].document);
    CHECK(lists[i].weight == Approx(matcher[i].weight).margin(3e-6));
  }
}

std::shared_ptr<const Postings> of_size(std::size_t documents) {
  auto postings = std::make_shared<Postings>();
  for (std::size_t i = 0; i < documents; ++i) postings->add(Xapian::docid(i), 1);
  postings->shrink();
  return postings;
}

}  // namespace

TEST_CASE("the lists find what Xapian's matcher finds, with the same weights", "[finder]") {
  const test::Folder folder;
  Progress progress;
  REQUIRE(build_index({{KB_SOURCE_DIR "/corpus/sample"}, folder.path(), 2}, progress));
  const auto index = Index::open(folder.path());
  REQUIRE(index);
  const Xapian::Database& database = index->database();
  Lexicon lexicon(database);
  ListFinder ours(lexicon);
  XapianFinder matcher(database);
  for (const std::string& text : random_queries(database, 500)) {
    INFO(text);
    Compiled compiled = compile_query(parse_query(text), lexicon);
    if (text.size() % 3 == 0) prefer(read_profile("nt4sp6a"), compiled);
    for (const std::size_t limit : {1, 7, 100}) {
      const Found found = ours.best(compiled, limit, nullptr);
      const Found expected = matcher.best(compiled, limit, nullptr);
      CHECK(found.total == expected.total);
      same(found.candidates, expected.candidates);
      same(found.with_all_words, expected.with_all_words);
    }
    if (compiled.words.size() < 2) continue;
    const auto every = matcher.best(compiled, 1, nullptr).with_all_words;
    same(ours.with_phrase(every, 20), matcher.with_phrase(every, 20));
  }
}

TEST_CASE("pages fit together, however long they are", "[finder]") {
  // Two hundred articles weigh more than the last, and only the last hold both words.
  test::Files files;
  for (int i = 0; i < 240; ++i) {
    const std::string id = "Q" + std::to_string(100000 + i);
    const std::string text = i < 200 ? "Spooler spooler spooler.\n"
                                     : "The spooler" + std::string(90, '.') + " stopped.\n";
    files.emplace(id + ".md", "# Article " + id + "\n\n" + text + (i % 3 == 0 ? "Print.\n" : ""));
  }
  const test::Folder source(files);
  const test::Folder folder;
  Progress progress;
  REQUIRE(build_index({{source.path()}, folder.path(), 2}, progress));
  const auto index = Index::open(folder.path());
  REQUIRE(index);
  Lexicon lexicon(index->database());
  ListFinder ours(lexicon);
  XapianFinder matcher(index->database());
  for (Finder* finder : {static_cast<Finder*>(&ours), static_cast<Finder*>(&matcher)}) {
    for (const char* text : {"the spooler", "spooler stopped print", "spooler"}) {
      const Compiled compiled = compile_query(parse_query(text), lexicon);
      TitleSizes title_sizes(lexicon.tables());
      const auto documents = [&](std::size_t limit) {
        std::vector<Xapian::docid> out;
        const Found found =
            find_ranked(*finder, lexicon.tables(), title_sizes, compiled, limit, nullptr);
        for (const Candidate& candidate : found.candidates) out.push_back(candidate.document);
        return out;
      };
      const auto all = documents(1000);
      CHECK(all.size() == 240);
      for (const std::size_t limit : {10, 100, 150, 201}) {
        CAPTURE(text, limit);
        const auto page = documents(limit);
        REQUIRE(page.size() >= limit);
        CHECK(std::equal(page.begin(), page.begin() + std::ptrdiff_t(limit), all.begin()));
      }
    }
  }
}

TEST_CASE("lists not asked for longest make room for others", "[finder]") {
  PostingsCache cache(10000);
  for (const std::string key : {"a", "b", "c", "d"}) cache.keep(key, of_size(700));
  CHECK(cache.find("a"));
  cache.keep("e", of_size(700));
  CHECK(cache.find("a"));
  CHECK_FALSE(cache.find("b"));
  CHECK(cache.find("e"));
  CHECK(cache.bytes() <= 10000);
  cache.keep("too large", of_size(2000));
  CHECK_FALSE(cache.find("too large"));
}

}  // namespace kb
