// Every command answers from a pocket file and from a cluster as it does from a folder.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"
#include "tests/support/served_cluster.h"

using namespace kb::testing;

namespace {

/// One archive as an index, a pocket file and a cluster of three shards, here and behind servers.
class Kinds : public Sandbox {
 public:
  Kinds() {
    const std::string sample = std::string(KB_SOURCE_DIR) + "/corpus/sample";
    REQUIRE(run({"index", "--quiet", "--db", "folder", sample}).status == 0);
    REQUIRE(run({"pack", "--quiet", "--db", "folder", "pocket.kb"}).status == 0);
    REQUIRE(run({"index", "--quiet", "--db", "cluster", "--shards", "3", sample}).status == 0);
    if (have_tool("xapian-tcpsrv")) {
      served_ = std::make_unique<ServedCluster>(*this, "cluster",
                                                std::vector<std::vector<std::size_t>>{{0, 1}, {2}});
    } else {
      skip("there is no xapian-tcpsrv here");
    }
  }

  /// All but the folder.
  std::vector<std::string> others() const {
    std::vector<std::string> names{"pocket.kb", "cluster"};
    if (served_) names.push_back(served_->stub());
    return names;
  }

  Ran ask(Arguments question, const std::string& db, const std::string& input = "") const {
    question.insert(question.end(), {"--db", db});
    Ran ran = command(question).input(input).run();
    const std::size_t took = ran.out.find("\"took_ms\":");
    if (took != std::string::npos) ran.out.erase(took, ran.out.find(',', took) - took);
    return ran;
  }

 private:
  std::unique_ptr<ServedCluster> served_;
};

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("every kind of index gives the same answers", "[cli][pocket][cluster]") {
  static const Kinds kBox;
  const std::vector<Arguments> questions = {
      {"search", "--json", "exchange upgrade"},
      {"search", "--json", "--facets", "server"},
      {"search", "--why", "exchange upgrade"},
      {"search", "--json", "--on", "nt4sp6a,exch55", "server"},
      {"search", "--json", "similar:Q182320"},
      {"search", "--json", "cites:Q256986"},
      {"search", "--json", "server NOT \"service pack\""},
      {"search", "--json", "exchange NEAR/5 server"},
      {"search", "--json", "server NOT (exchange NEAR/5 setup)"},
      {"search", "--json", "bsod"},
      {"search", "--json", "exchnage"},
      {"search", "--json", "date:1999..2001 version:5.5"},
      {"search", "--json", "--sort", "newest", "server"},
      {"search", "0xc1060107"},
      {"show", "Q182320"},
      {"show", "--json", "Q182320"},
      {"show", "--related", "Q182320"},
      {"show", "--related", "--json", "Q237953"},
      {"show", "Q256986"},
      {"file", "--json", "ese.dll"},
      {"error", "--json", "-1018"},
      {"complete", "exch"},
      {"fields"},
      {"explain", "event id 4058 cluster"}};
  for (const Arguments& question : questions) {
    CAPTURE(question);
    const Ran want = kBox.ask(question, "folder");
    CHECK(want.status == (question.back() == "Q256986" ? 1 : 0));  // cited, not held
    for (const std::string& db : kBox.others()) {
      CAPTURE(db);
      CHECK(kBox.ask(question, db) == want);
    }
  }
}

TEST_CASE("a pasted text is looked up in every kind of index", "[cli][pocket][cluster]") {
  static const Kinds kBox;
  const std::string text = "Setup stops: the error is 0xc1060107\nEvent ID: 4058\nese.dll\n";
  const Ran want = kBox.ask({"triage", "--json"}, "folder", text);
  CHECK(want.status == 0);
  for (const std::string& db : kBox.others()) {
    CAPTURE(db);
    CHECK(kBox.ask({"triage", "--json"}, db, text) == want);
  }
}

TEST_CASE("every kind of index is checked, counted and exported", "[cli][pocket][cluster]") {
  static const Kinds kBox;
  const Ran whole = kBox.ask({"export"}, "folder");
  std::vector<std::string> all = kBox.others();
  all.emplace_back("folder");
  for (const std::string& db : all) {
    CAPTURE(db);
    CHECK(kBox.ask({"check"}, db).status == 0);
    CHECK(kBox.ask({"check", "--deep"}, db) == kBox.ask({"check"}, db));
    const std::string counted = kBox.ask({"stats"}, db).out;
    CHECK(counted.find("articles        101") != std::string::npos);
    CHECK(counted.find(" 0 bytes") == std::string::npos);
    const Ran exported = kBox.ask({"export"}, db);
    CHECK(exported.status == 0);
    CHECK(sorted_lines(exported.out) == sorted_lines(whole.out));
  }
}
