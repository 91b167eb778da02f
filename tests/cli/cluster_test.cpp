// An index in several parts, searched as one: on this machine, and behind real servers.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/sandbox.h"

using namespace kb::testing;
using Json = nlohmann::json;

namespace {

/// The sample articles as one index and as a cluster of three shards.
struct Sharded : Sandbox {
  Sharded() {
    index();
    REQUIRE(run({"index", "--shards", "3", "--db", "cluster"}).status == 0);
  }

  std::string shard(int number) const {
    const std::string folder = "cluster/kb-build-1/shard-" + std::to_string(number);
    for (const std::string& name : list(folder)) {
      if (name.ends_with(".glass")) return path(folder + "/" + name);
    }
    FAIL("there is no database in " + folder);
    return {};
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

/// `xapian-tcpsrv` on a free port of 127.0.0.1, until destroyed.
class Server {
 public:
  explicit Server(const std::vector<std::string>& databases) {
    static int next = 20000 + int(::getpid() % 20000);
    for (int attempt = 0; attempt < 20 && port_ == 0; ++attempt) {
      const int port = next++;
      Start start;
      start.arguments = {"xapian-tcpsrv", "--interface", "127.0.0.1", "--port",
                         std::to_string(port)};
      start.arguments.insert(start.arguments.end(), databases.begin(), databases.end());
      start.environment = {{"PATH", "/usr/bin:/bin"}};
      process_ = std::make_unique<Process>(start);
      process_->read_line(Milliseconds(5000));  // "Starting server on ..."
      if (process_->read_line(Milliseconds(5000)).starts_with("Listening")) port_ = port;
    }
  }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  bool runs() const { return port_ != 0; }
  void stop() { process_.reset(); }

 private:
  std::unique_ptr<Process> process_;
  int port_ = 0;
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
  Server first({box.shard(0), box.shard(1)});
  Server second({box.shard(2)});
  REQUIRE(first.runs());
  REQUIRE(second.runs());
  Json stub = Json::parse(box.read("cluster/cluster.kbdb"));
  const auto held = [&](int shard) {
    return stub["shards"][std::size_t(shard)]["articles"].get<int>();
  };
  const int in_first = held(0) + held(1);
  stub["shards"] = {{{"server", first.address()}, {"articles", in_first}},
                    {{"server", second.address()}, {"articles", held(2)}}};
  box.write("cluster/remote.kbdb", stub.dump());
  CHECK(box.run({"check", "--db", "cluster/remote.kbdb"}).err == "");
  box.check_same("cluster/remote.kbdb", box.queries(500));

  Process batch(
      box.command({"search", "--json", "--batch", "-", "--db", "cluster/remote.kbdb"}).start());
  batch.write("windows\n");
  const Json before = Json::parse(batch.read_line(Milliseconds(30'000)));
  CHECK(before["remarks"].empty());
  second.stop();  // its connections stay open in processes of their own
  const auto after = box.answers("cluster/remote.kbdb", "windows\n");
  REQUIRE(after.size() == 1);
  CHECK(after[0]["total"] > 0);
  CHECK(after[0]["total"] < before["total"]);
  CHECK(after[0]["remarks"].dump().find(second.address() + " does not answer") !=
        std::string::npos);
  first.stop();
  CHECK(is_one_error(box.run({"search", "--db", "cluster/remote.kbdb", "windows"})));
}
