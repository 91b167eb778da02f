// Every command answers from a pocket file and from a cluster as it does from a folder.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

/// One archive as an index, a pocket file and a cluster of three shards.
class Kinds : public Sandbox {
 public:
  Kinds() {
    const std::string sample = std::string(KB_SOURCE_DIR) + "/corpus/sample";
    REQUIRE(run({"index", "--quiet", "--db", "folder", sample}).status == 0);
    REQUIRE(run({"pack", "--quiet", "--db", "folder", "pocket.kb"}).status == 0);
    REQUIRE(run({"index", "--quiet", "--db", "cluster", "--shards", "3", sample}).status == 0);
  }

  Ran ask(Arguments question, const std::string& db, const std::string& input = "") const {
    question.insert(question.end(), {"--db", db});
    Ran ran = command(question).input(input).run();
    const std::size_t took = ran.out.find("\"took_ms\":");
    if (took != std::string::npos) ran.out.erase(took, ran.out.find(',', took) - took);
    return ran;
  }
};

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
    CHECK(kBox.ask(question, "pocket.kb") == want);
    CHECK(kBox.ask(question, "cluster") == want);
  }
}

TEST_CASE("a pasted text is looked up in every kind of index", "[cli][pocket][cluster]") {
  static const Kinds kBox;
  const std::string text = "Setup stops: the error is 0xc1060107\nEvent ID: 4058\nese.dll\n";
  const Ran want = kBox.ask({"triage", "--json"}, "folder", text);
  CHECK(want.status == 0);
  CHECK(kBox.ask({"triage", "--json"}, "pocket.kb", text) == want);
  CHECK(kBox.ask({"triage", "--json"}, "cluster", text) == want);
}

TEST_CASE("every kind of index is checked, counted and exported", "[cli][pocket][cluster]") {
  static const Kinds kBox;
  for (const char* db : {"folder", "pocket.kb", "cluster"}) {
    CAPTURE(db);
    CHECK(kBox.ask({"check"}, db).status == 0);
    CHECK(kBox.ask({"stats"}, db).out.find("101") != std::string::npos);
    const Ran exported = kBox.ask({"export"}, db);
    CHECK(exported.status == 0);
    CHECK(exported.out.size() == kBox.ask({"export"}, "folder").out.size());
  }
  CHECK(kBox.ask({"check", "--deep"}, "pocket.kb").status == 0);
}
