// What the matcher finds when it stops early is what it finds when it looks at everything.
#include "query/search/finder.h"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/build/build.h"
#include "parser/text/ascii.h"
#include "query/compile/compile.h"
#include "query/compile/profile.h"
#include "query/search/search.h"
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

std::vector<Xapian::docid> documents(const Found& found) {
  std::vector<Xapian::docid> out;
  for (const Candidate& candidate : found.candidates) out.push_back(candidate.document);
  return out;
}

Index open_index_of(const std::string& source, const test::Folder& folder) {
  Progress progress;
  REQUIRE(build_index({{source}, folder.path(), 2}, progress));
  auto index = Index::open(folder.path());
  REQUIRE(index);
  return std::move(*index);
}

}  // namespace

TEST_CASE("a match that stops early finds the best that a whole match finds", "[finder]") {
  const test::Folder folder;
  const Index index = open_index_of(KB_SOURCE_DIR "/corpus/sample", folder);
  const Xapian::Database& database = index.database();
  for (const std::string& text : random_queries(database, 500)) {
    Compiled compiled = compile_query(parse_query(text), index.lexicon());
    if (text.size() % 3 == 0) prefer(read_profile("nt4sp6a"), compiled);
    for (const std::size_t limit : {1, 7, 100}) {
      CAPTURE(text, limit);
      const Found early = find(index, compiled, {text, limit}, nullptr);
      const Found whole = find(
          index, compiled, {.query = text, .limit = limit, .counting = Counting::kTotal}, nullptr);
      CHECK(documents(early) == documents(whole));
      CHECK(whole.total_is_exact);
      CHECK(early.total == whole.total);  // the sample is small
    }
  }
}

TEST_CASE("a total is exact up to a thousand, and counted on when asked for", "[finder]") {
  test::Files files;
  for (int i = 0; i < 1010; ++i) {
    const std::string id = "Q" + std::to_string(100000 + i);
    std::string text = "# Article " + id + "\n\nSpooler.\n";
    if (i < 1000) text += "Printer.\n";
    if (i < 1001) text += "Queue.\n";
    files.emplace(id + ".md", text);
  }
  const test::Folder source(files);
  const test::Folder folder;
  const Index index = open_index_of(source.path(), folder);
  struct Row {
    const char* query;
    Counting counting;
    std::uint64_t total;
    bool exact;
  };
  const auto row = GENERATE(values<Row>({{"printer", Counting::kFew, 1000, true},
                                         {"queue", Counting::kFew, 1001, false},
                                         {"spooler", Counting::kFew, 1001, false},
                                         {"spooler", Counting::kTotal, 1010, true},
                                         {"spooler", Counting::kFacets, 1010, true},
                                         {"queue -printer", Counting::kFew, 1, true}}));
  const auto answer = search(index, {.query = row.query, .counting = row.counting});
  REQUIRE(answer);
  CAPTURE(row.query);
  CHECK(answer->total == row.total);
  CHECK(answer->total_is_exact == row.exact);
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
  const Index index = open_index_of(source.path(), folder);
  for (const char* text : {"the spooler", "spooler stopped print", "spooler"}) {
    const Compiled compiled = compile_query(parse_query(text), index.lexicon());
    const auto first = [&](std::size_t limit) {
      return documents(find(index, compiled, {text, limit}, nullptr));
    };
    const auto all = first(1000);
    CHECK(all.size() == 240);
    for (const std::size_t limit : {10, 100, 150, 201}) {
      CAPTURE(text, limit);
      const auto page = first(limit);
      REQUIRE(page.size() == limit);
      CHECK(std::equal(page.begin(), page.end(), all.begin()));
    }
  }
}

}  // namespace kb
