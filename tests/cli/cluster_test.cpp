// An index in several parts, searched as one: on this machine, and behind real servers.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/sandbox.h"
#include "tests/support/served_cluster.h"

using namespace kb::testing;
using Json = nlohmann::json;

namespace {

/// The sample articles as one index and as a cluster of three shards.
struct Sharded : Sandbox {
  Sharded() {
    index();
    REQUIRE(run({"index", "--shards", "3", "--db", "cluster"}).status == 0);
  }

  /// Queries of all kinds, made of the titles, codes and files of the articles.
  std::string queries(std::size_t count) const {
    std::string all;
    std::size_t made = 0;
    std::istringstream records(run({"export"}).out);
    for (std::string line; std::getline(records, line) && made < count;) {
      const Json record = Json::parse(line);
      std::istringstream title(record["title"].get<std::string>());
      std::string word;
      std::string words;
      while (title >> word && words.size() < 40) words += word + " ";
      for (const std::string& query :
           {words, "\"" + words.substr(0, words.find(' ', words.find(' ') + 1)) + "\"", word,
            word + " error", words.substr(0, words.find(' '))}) {
        if (made++ < count) all += query + "\n";
      }
      for (const Json& code : record["error_codes"]) {
        if (made++ < count) all += code["text"].get<std::string>() + "\n";
      }
    }
    return all;
  }

  std::vector<Json> answers(const std::string& db, const std::string& queries) const {
    const Ran ran =
        command({"search", "--json", "--facets", "--batch", "-", "--db", db}).input(queries).run();
    std::vector<Json> all;
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) all.push_back(Json::parse(line));
    return all;
  }

  /// Articles, order, scores, counts, facets and spellings are those of the one index.
  void check_same(const std::string& db, const std::string& queries) const {
    const auto one = answers("index", queries);
    const auto other = answers(db, queries);
    REQUIRE(one.size() == other.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      Json a = one[i];
      Json b = other[i];
      a.erase("took_ms");
      b.erase("took_ms");
      if (a != b) UNSCOPED_INFO(a.dump() + "\n" + b.dump());
      different += a != b ? 1 : 0;
    }
    CHECK(different == 0);
  }
};

}  // namespace

TEST_CASE("a cluster of local shards answers as one index", "[cli][cluster]") {
  const Sharded box;
  box.check_same("cluster", box.queries(500));
  box.check_same("cluster/cluster.kbdb", "upgrade\n");
  for (const Arguments& question : std::vector<Arguments>{{"show", "--json", "Q182320"},
                                                          {"file", "--json", "kmsupgrd.dll"},
                                                          {"explain", "upgrade fails"},
                                                          {"error", "--json", "0xc1060107"}}) {
    Arguments one = question;
    Arguments other = question;
    one.insert(one.end(), {"--db", "index"});
    other.insert(other.end(), {"--db", "cluster"});
    CAPTURE(question);
    CHECK(box.run(one).out == box.run(other).out);
  }
  CHECK(box.run({"check", "--db", "cluster"}).status == 0);
  CHECK(box.run({"stats", "--db", "cluster"}).status == 0);
}

TEST_CASE("a new cluster takes the place of the old one", "[cli][cluster]") {
  const Sharded box;
  REQUIRE(box.run({"index", "--shards", "2", "--db", "cluster"}).status == 0);
  CHECK(box.list("cluster") == std::vector<std::string>{"cluster.kbdb", "kb-build-2"});
  box.check_same("cluster", "upgrade\n");
}

TEST_CASE("a shard that is missing is named, and the others answer", "[cli][cluster]") {
  const Sharded box;
  box.remove("cluster/kb-build-1/shard-1/manifest.json");
  const auto answer = box.answers("cluster", "windows\n");
  REQUIRE(answer.size() == 1);
  CHECK(answer[0]["total"] > 0);
  CHECK(answer[0]["remarks"].dump().find("kb-build-1/shard-1 does not answer") !=
        std::string::npos);
  CHECK(is_one_error(box.run({"check", "--db", "cluster"})));
  box.write("bad.kbdb", "{\"format\": \"kb cluster\", \"schema\"");
  CHECK(is_one_error(box.run({"search", "--db", "bad.kbdb", "windows"})));
}

TEST_CASE("three shards behind two servers answer as one index", "[cli][cluster]") {
  if (!have_tool("xapian-tcpsrv")) return skip("there is no xapian-tcpsrv here");
  const Sharded box;
  ServedCluster served(box, "cluster", {{0, 1}, {2}});
  CHECK(box.run({"check", "--db", served.stub()}).err == "");
  box.check_same(served.stub(), box.queries(500));

  Process batch(box.command({"search", "--json", "--batch", "-", "--db", served.stub()}).start());
  batch.write("windows\n");
  const Json before = Json::parse(batch.read_line(Milliseconds(30'000)));
  CHECK(before["remarks"].empty());
  served.server(1).stop();  // the open connections stay
  const auto after = box.answers(served.stub(), "windows\n");
  REQUIRE(after.size() == 1);
  CHECK(after[0]["total"] > 0);
  CHECK(after[0]["total"] < before["total"]);
  CHECK(after[0]["remarks"].dump().find(served.server(1).address() + " does not answer") !=
        std::string::npos);
  served.server(0).stop();
  CHECK(is_one_error(box.run({"search", "--db", served.stub(), "windows"})));
}
