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
    for (const json& row : record["file_versions"]) {
      const std::string file = row["file"].get<std::string>();
      // `kb file SETUPLDR` is a search: a name without extension is none to the command line.
      if (file.find('.') != std::string::npos) files.insert(file);
    }
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
}

TEST_CASE("a text that is pasted to the API is answered as by kb triage", "[web]") {
  const Served box;
  const std::vector<std::string> texts = {
      "*** STOP: 0x0000000A (0x00000004, 0x00000002)\nEvent ID: 4058\n",
      "*** STOP: 0x0000007B (0xF741B84C, 0xC0000034)",
      "Event Type:\tError\r\nEvent Source:\tDisk\r\nEvent ID:\t11\r\n",
      "1/2/00,10:11:12 AM,Srv,Error,None,2013,N/A,PC,The disk is full.",
      "12/4/99\t3:15:22 PM\tDisk\tWarning\tNone\t51\tN/A\tPC\tAn error on \\Device\\Harddisk0",
      "FOO caused an invalid page fault in\nmodule KERNEL32.DLL at 0137:bff9d709.",
      "App: exe\\store.dbg (pid=117)\nException number: c0000005 (access)",
      "Run-time error &#39;429&#39;: no object",
      "Laufzeitfehler '429': Objekt fehlt",
      "Ereigniskennung:\t1003\nEreignisquelle:\tMSExchangeIS",
      "[Microsoft][ODBC SQL Server Driver] State: 01000 Native: 2",
      "Server: Msg 1105, Level 17, State 2, Line 1",
      "smtp;550 5.1.1 <user@example.com>... User unknown",
      "main.obj : error LNK2001: unresolved external symbol _main",
      "Hotfix(s): 1\n    [01]: Q147222",
      "http://support.microsoft.com/default.aspx?scid=kb;en-us;182320",
      "REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet]\n\"A\"=dword:00000001",
      "store.exe 5.5.2448.0",
      "EAX=0000007b EBX=c0000005\nthe printer prints nothing",
      "\xE2\x80\x9C"
      "ESE error \xE2\x88\x92"
      "1018\xE2\x80\x9D in priv.edb",
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    const std::string printed = box.command({"triage", "--json", "-"}).input(text).run().out;
    REQUIRE(!printed.empty());
    CHECK(box.server->post("/api/triage", text).body == printed);
  }
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
