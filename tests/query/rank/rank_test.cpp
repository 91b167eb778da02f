// How words stand together, and what it does to the order.
#include "query/rank/rank.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "query/compile/lexicon.h"
#include "tests/query/open_index.h"

using namespace kb;
using namespace kb::test;

namespace {

std::string page(const char* id, const char* title, const char* body) {
  return std::string("---\nid: ") + id + "\n---\n\n# " + title + "\n\n" + body + "\n";
}

const OpenedIndex& index() {
  static const OpenedIndex kIndex([] {
    Files files{
        {"1.md", page("Q100001", "Queue stops",
                      "## Symptoms\n\nThe service could not open the queue of the spooler.")},
        {"2.md", page("Q100002",
                      "Could not open the queue of the spooler, and seven more words "
                      "that make a title long",
                      "## More Information\n\nA list.")},
        {"3.md", page("Q100003", "Spooler",
                      "## More Information\n\nThe queue could open; the spooler of the service "
                      "could not. Queue, queue, spooler, spooler.")},
        {"4.md", page("Q100004", "Printing from the green box", "## Symptoms\n\nNothing prints.")},
        {"5.md", page("Q100005", "Boxes",
                      "## Symptoms\n\nPrinting from the box that is green: the "
                      "green box, printing, the green box.")}};
    for (int i = 10; i < 60; ++i) {
      const std::string id = "Q1000" + std::to_string(i);
      files[id + ".md"] = page(id.c_str(), "Other", "## Symptoms\n\nOther things happen here.");
    }
    return files;
  }());
  return kIndex;
}

/// The evidence of articles, by their last digits, once `read` has read what it wants of the
/// places.
template <typename Read>
std::vector<TextEvidence> evidence(const std::string& query, const std::vector<int>& articles,
                                   const Read& read) {
  Lexicon lexicon(index()->database());
  const Compiled compiled = compile_query(parse_query(query), lexicon);
  std::vector<Candidate> candidates;
  for (const int article : articles) {
    const std::string id = "QQ10000" + std::to_string(article);
    candidates.push_back({*index()->database().postlist_begin(id), 1.0});
  }
  CandidateEvidence evidence(index()->database(), compiled, candidates);
  std::vector<TextEvidence> out;
  std::vector<std::size_t> all(evidence.size());
  std::iota(all.begin(), all.end(), std::size_t(0));
  read(evidence, all);
  for (const std::size_t i : all) out.push_back(evidence.of(i));
  return out;
}

using Numbers = std::vector<std::size_t>;

std::vector<TextEvidence> evidence(const std::string& query, const std::vector<int>& articles) {
  return evidence(query, articles, [](CandidateEvidence& evidence, const Numbers& all) {
    evidence.read_places(all);
  });
}

std::string order(const std::string& query) {
  const auto answer = search(*index(), {query});
  REQUIRE(answer);
  std::string out;
  for (const SearchHit& hit : answer->hits) out += hit.id.back();
  return out;
}

}  // namespace

TEST_CASE("evidence is read from the text", "[query][rank]") {
  const auto found = evidence("could not open the queue", {1, 2, 3, 4});
  REQUIRE(found.size() == 4);
  CHECK(found[0].all);
  CHECK(found[0].verbatim);
  CHECK_FALSE(found[0].in_title);
  CHECK(found[0].run == Approx(1));
  CHECK(found[0].coverage == Approx(1));
  CHECK(found[1].verbatim);
  CHECK(found[1].in_title);
  CHECK(found[1].title == Approx(1));
  CHECK(found[1].title_part == Approx(3 / 10.0));  // without stop words
  CHECK(found[2].all);
  CHECK_FALSE(found[2].verbatim);
  CHECK(found[2].run < 1);
  CHECK(found[3].coverage < 0.2);  // `the`
  CHECK_FALSE(found[3].all);
  CHECK(found[0].symptoms == Approx(1));
  CHECK(found[2].symptoms == Approx(0));
}

/// What the learned order was given of an article for a query of keywords.
LearnedTrace learned_of(const std::string& query, Xapian::docid document) {
  Lexicon lexicon(index()->database());
  const Compiled compiled = compile_query(parse_query(query), lexicon);
  REQUIRE(compiled.keywords);
  std::vector<Candidate> candidates{{document, 1.0}};
  return rank_candidates(index()->database(), compiled, 1, candidates);
}

TEST_CASE("the learned order knows where keywords stand", "[query][rank]") {
  const Xapian::docid document = *index()->database().postlist_begin("QQ100001");
  const LearnedTrace learned = learned_of("spooler queue jams", document);
  REQUIRE(learned.of.count(document) == 1);
  // It says `queue of the spooler`: each word alone is the longest run.
  CHECK(learned.of.at(document)[std::size_t(Feature::kRun)] == Approx(1.0 / 3));
}

TEST_CASE("two words are not put into the learned order", "[query][rank]") {
  const Xapian::docid document = *index()->database().postlist_begin("QQ100001");
  CHECK(learned_of("spooler queue", document).of.empty());
}

TEST_CASE("places that are read in steps are the same, and each step says no less",
          "[query][rank]") {
  const std::string query = "the queue of the green spooler could open";
  const std::vector<int> articles = {1, 2, 3, 4, 5};
  const auto at_once = evidence(query, articles);
  const auto unread = evidence(query, articles, [](CandidateEvidence&, const Numbers&) {});
  const auto narrowed = evidence(
      query, articles,
      [](CandidateEvidence& evidence, const Numbers& all) { evidence.narrow_places(all); });
  const auto in_steps =
      evidence(query, articles, [](CandidateEvidence& evidence, const Numbers& all) {
        evidence.narrow_places({0, 2});
        evidence.verbatim_among({2});
        evidence.read_places(all);
      });
  for (std::size_t i = 0; i < articles.size(); ++i) {
    CAPTURE(i);
    CHECK(in_steps[i].run == at_once[i].run);
    CHECK(in_steps[i].near == at_once[i].near);
    CHECK(in_steps[i].pairs == at_once[i].pairs);
    CHECK(in_steps[i].front == at_once[i].front);
    CHECK(in_steps[i].in_title == at_once[i].in_title);
    for (const auto& [more, less] :
         {std::pair{unread[i], narrowed[i]}, std::pair{narrowed[i], at_once[i]}}) {
      CHECK(more.run >= less.run);
      CHECK(more.near >= less.near - 1e-12);
      CHECK(more.pairs >= less.pairs - 1e-12);
      CHECK(more.front >= less.front - 1e-12);
    }
  }
}

TEST_CASE("what holds the query word for word, in any form, is found", "[query][rank]") {
  Numbers found;
  const auto after = evidence("prints from the green box", {4, 5},
                              [&](CandidateEvidence& evidence, const Numbers& all) {
                                found = evidence.verbatim_among(all);
                              });
  CHECK(found == Numbers{0});
  CHECK(after[0].in_title);
  CHECK(after[1].all);
  CHECK_FALSE(after[1].verbatim);
}

TEST_CASE("no more words are looked at than the first", "[query][rank]") {
  std::string query;
  for (std::size_t i = 0; i < kMaxEvidenceWords; ++i) query += "queue ";
  const auto first = evidence(query, {1});
  const auto more = evidence(query + "zyzzyva", {1});
  CHECK(first[0].coverage == Approx(more[0].coverage));
  CHECK(more[0].all);
}

TEST_CASE("an article that quotes a message comes before one that has its words", "[query][rank]") {
  CHECK(order("the service could not open the queue of the spooler").front() == '1');
}

TEST_CASE("a title that is the query comes before a text that has its words", "[query][rank]") {
  CHECK(order("Printing from the green box").front() == '4');
  CHECK(
      order("Could Not Open the Queue of the Spooler, and Seven More Words That Make a Title Long")
          .front() == '2');
}

TEST_CASE("the file that is named outweighs a title that names another", "[query][rank]") {
  const OpenedIndex own(
      Files{{"1.md", page("Q100001", "Access Violation in Other.exe", "## Symptoms\n\nIt stops.")},
            {"2.md", page("Q100002", "Access Violation in Third.exe", "## Symptoms\n\nIt stops.")},
            {"3.md", page("Q100003", "A Table Is Not Saved",
                          "## Symptoms\n\nAn access violation is seen in named.exe.")}});
  const auto answer = search(*own, {"access violation in named.exe"});
  REQUIRE(answer);
  REQUIRE(answer->hits.size() == 3);
  CHECK(answer->hits[0].id == "Q100003");
}

TEST_CASE("of articles with the same words, those that have them together come first",
          "[query][rank]") {
  std::string apart("The cluster is new.");
  for (int i = 0; i < 40; ++i) apart += " Much else is said about other things.";
  const OpenedIndex own(Files{{"1.md", page("Q100001", "One",
                                            ("## Symptoms\n\n" + apart +
                                             " The queue is old, and "
                                             "so is what does not resume.")
                                                .c_str())},
                              {"2.md", page("Q100002", "Two",
                                            ("## Symptoms\n\n" + apart +
                                             " Then the queue does "
                                             "not resume on the cluster.")
                                                .c_str())}});
  const auto answer = search(*own, {"why does the queue not resume on my cluster?"});
  REQUIRE(answer);
  REQUIRE(answer->hits.size() == 2);
  CHECK(answer->hits[0].id == "Q100002");
}

TEST_CASE("places that are not read change nothing of the page", "[query][rank]") {
  Files files;
  for (int i = 100; i < 180; ++i) {
    const std::string id = "Q100" + std::to_string(i);
    std::string text = "The printer";
    for (int k = 0; k < i % 7; ++k) text += " of a room";
    text += i % 3 == 0 ? " stops the queue" : " queue stops";
    for (int k = 0; k < i % 11; ++k) text += " and goes on";
    files[id + ".md"] = page(id.c_str(), i % 2 == 0 ? "A queue" : "A printer", text.c_str());
  }
  const OpenedIndex own(files);
  const auto hits = [&](std::size_t limit) {
    const auto answer = search(*own, {"why does the printer stop the queue", limit});
    REQUIRE(answer);
    std::vector<std::string> out;
    for (const SearchHit& hit : answer->hits) out.push_back(hit.id);
    return out;
  };
  const auto all = hits(80);
  REQUIRE(all.size() == 80);
  for (const std::size_t limit : {1, 5, 10, 40}) {
    const auto some = hits(limit);
    CHECK(std::equal(some.begin(), some.end(), all.begin()));
  }
}
