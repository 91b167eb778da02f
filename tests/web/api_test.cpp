// The API answers with the bytes that the commands print, for everything that the sample holds.
#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/web_server.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

/// The sample articles, indexed and served.
struct Served : Sandbox {
  Served() {
    index();
    server = std::make_unique<WebServer>(*this);
  }

  /// What a command prints with --json, but for the time it took.
  std::string command_says(Arguments arguments) const {
    arguments.insert(arguments.begin() + 1, "--json");
    return without_time(run(arguments).out);
  }
  std::string api_says(const std::string& target) const {
    return without_time(server->get(target).body);
  }
  /// The records of all articles.
  std::vector<json> records() const {
    std::vector<json> out;
    std::istringstream lines(run({"export"}).out);
    for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
    return out;
  }

  std::unique_ptr<WebServer> server;
};

/// Every `step`-th of the elements, for lists that would take long.
std::vector<std::string> some_of(const std::set<std::string>& all, std::size_t most) {
  std::vector<std::string> out;
  const std::size_t step = all.size() / most + 1;
  std::size_t at = 0;
  for (const std::string& one : all) {
    if (at++ % step == 0) out.push_back(one);
  }
  return out;
}

}  // namespace

TEST_CASE("a search of the API is what kb search prints", "[web]") {
  const Served box;
  std::vector<std::string> queries = {"spooler",
                                      "service pack upgrade fails",
                                      "0xc1060107",
                                      "-1018",
                                      "STOP 0xA",
                                      "Event ID 4058",
                                      "\"access violation\"",
                                      "+exchange -network",
                                      "title:upgrade",
                                      "product:exchange",
                                      "date:1999..2001",
                                      "before:1998",
                                      "tcpip.sys",
                                      "C++",
                                      "(",
                                      "AND",
                                      "\"open quote",
                                      "upgr*",
                                      "error NEAR/5 message",
                                      "x:y",
                                      "E_ACCESSDENIED",
                                      "kmsupgrd.dll 5.5",
                                      "<script>alert(1)</script>",
                                      "100%",
                                      "a&b=c",
                                      "50 % + 5",
                                      "caf\xC3\xA9",
                                      "\xE2\x80\xAE",
                                      "zzzzqqqq",
                                      "sevice pakc",
                                      "NT4 SP6a",
                                      "HKEY_LOCAL_MACHINE\\SYSTEM",
                                      "cites:Q191014",
                                      "id:Q182320",
                                      "182320",
                                      "os:\"windows nt\"",
                                      "error:0xc1060107 OR spooler",
                                      "NOT spooler",
                                      "LNK2001",
                                      "Msg 208"};
  const std::vector<json> records = box.records();
  for (std::size_t i = 0; i < records.size() && queries.size() < 52; i += 4) {
    queries.push_back(records[i]["title"]);
  }
  REQUIRE(queries.size() >= 50);
  for (const std::string& query : queries) {
    CAPTURE(query);
    const std::string want = box.command_says({"search", "--", query});
    REQUIRE(!want.empty());
    CHECK(box.api_says("/api/search?q=" + escaped(query)) == want);
  }
  CHECK(box.api_says("/api/search?q=the&limit=3&offset=2&sort=newest&facets=1&on=nt4sp6a") ==
        box.command_says({"search", "-n", "3", "--offset", "2", "--sort", "newest", "--facets",
                          "--on", "nt4sp6a", "the"}));
}

TEST_CASE("the API's other answers are what the commands print", "[web]") {
  const Served box;
  std::set<std::string> codes;
  std::set<std::string> files;
  std::set<std::string> cited;
  const std::vector<json> records = box.records();
  REQUIRE(records.size() > 50);
  for (const json& record : records) {
    const bool has_id = !record["id"].is_null();
    const std::string name = record[has_id ? "id" : "source"];
    CAPTURE(name);
    const std::string want = box.command_says({"show", name});
    REQUIRE(!want.empty());
    CHECK(box.api_says("/api/article/" + escaped(name)) == want);
    for (const json& code : record["error_codes"])
      codes.insert(code["canonical"].get<std::string>());
    for (const json& row : record["file_versions"]) files.insert(row["file"].get<std::string>());
    for (const json& one : record["references"]) cited.insert(one["id"].get<std::string>());
  }
  for (const std::string& code : some_of(codes, 60)) {
    CAPTURE(code);
    CHECK(box.api_says("/api/error/" + escaped(code)) == box.command_says({"error", "--", code}));
  }
  for (const std::string& file : some_of(files, 40)) {
    CAPTURE(file);
    CHECK(box.api_says("/api/file/" + escaped(file)) == box.command_says({"file", file}));
    CHECK(box.api_says("/api/file/" + escaped(file) + "?version=5.5.2000.0") ==
          box.command_says({"file", file, "5.5.2000.0"}));
  }
  for (const std::string& id : some_of(cited, 30)) {
    CAPTURE(id);
    CHECK(box.api_says("/api/article/" + id) == box.command_says({"show", id}));
  }
  CHECK(box.api_says("/api/stats") == box.command_says({"stats"}));
  for (const std::string prefix : {"spo", "exchange ser", "0xc1", "Q18", "", "caf\xC3\xA9"}) {
    CAPTURE(prefix);
    CHECK(box.api_says("/api/complete?q=" + escaped(prefix)) ==
          box.command_says({"complete", "--", prefix}));
  }
  const std::string log = "*** STOP: 0x0000000A (0x00000004, 0x00000002)\nEvent ID: 4058\n";
  CHECK(without_time(box.server->post("/api/triage", log).body) ==
        without_time(box.command({"triage", "--json", "-"}).input(log).run().out));
}

TEST_CASE("the API tells apart what is held, cited and unknown", "[web]") {
  Sandbox box;
  box.write({{"a/Q100001.TXT",
              "DOCUMENT:Q100001  01-JAN-2001  [winnt]\nTITLE   :One\nPRODUCT :Windows NT\n"
              "PROD/VER:winnt:4.0\nOPER/SYS:\nKEYWORDS:\n\n"
              "==========\nSee Q100002 One More\n"}});
  box.index({"a"});
  const WebServer server(box);
  CHECK(server.get("/api/article/Q100001").status == 200);
  CHECK(server.get("/api/article/100001").status == 200);
  const Reply ghost = server.get("/api/article/Q100002");
  CHECK(ghost.status == 404);
  CHECK(json::parse(ghost.body)["ghost"] == true);
  const Reply unknown = server.get("/api/article/Q100003");
  CHECK(unknown.status == 404);
  CHECK(json::parse(unknown.body)["error"]["code"] == "not_found");
  CHECK(ghost.header("content-type") == "application/json");
}
