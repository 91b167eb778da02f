// What the site refuses before it looks anything up, and what every response carries.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/query/open_index.h"
#include "web/site/site.h"

using namespace kb;
using kb::test::Files;
using kb::test::Folder;
using nlohmann::json;

namespace {

/// An index of one article, and the site over it.
struct Site {
  explicit Site(Gate gate = {}) {
    Progress progress;
    REQUIRE(build_index({{source.path()}, index.path(), 2}, progress));
    handler = make_site({index.path(), "", std::move(gate)});
  }
  Response operator()(const Request& request) const { return handler(request); }

  Folder source{Files{{"notes/spooler.md", "# Spooler\n\nThe spooler stops.\n"}}};
  Folder index;
  Handler handler;
};

using Headers = std::vector<NamedValue>;

Request request(std::string method, std::string target, Headers headers = {{"Host", "localhost"}},
                std::string version = "HTTP/1.1") {
  return {std::move(method), std::move(target), std::move(version), std::move(headers), "", false};
}

std::string header(const Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

struct Row {
  std::string name;
  Request request;
  int status;
};

Row host(const std::string& value, int status) {
  return {"host " + value, request("GET", "/healthz", {{"Host", value}}), status};
}
Row target(const std::string& value, int status) {
  return {"target " + value.substr(0, 60), request("GET", value), status};
}
Row method(const std::string& value, const std::string& path, int status) {
  return {"method " + value + " " + path, request(value, path), status};
}
Row sent_by(const std::string& name, const std::string& value, const std::string& path,
            int status) {
  return {name + ": " + value + " " + path,
          request("GET", path, {{"Host", "localhost"}, {name, value}}), status};
}

}  // namespace

TEST_CASE("a request is answered or refused by the rules", "[web]") {
  const Site site;
  const std::string long_query(1001, 'a');
  const auto row = GENERATE_COPY(values<Row>({
      host("localhost", 200),
      host("LocalHost", 200),
      host("localhost.", 200),
      host("localhost:8310", 200),
      host("127.0.0.1", 200),
      host("127.0.0.1:1", 200),
      host("127.255.0.9:65535", 200),
      host("[::1]", 200),
      host("[::1]:8310", 200),
      host("[0:0:0:0:0:0:0:1]", 200),
      host("evil.example", 421),
      host("127.0.0.1.evil.example", 421),
      host("localhost.evil.example", 421),
      host("evil.example:8310", 421),
      host("128.0.0.1", 421),
      host("192.168.1.2", 421),
      host("0.0.0.0", 421),
      host("127.1", 421),
      host("2130706433", 421),
      host("0x7f000001", 421),
      host("[::2]", 421),
      host("[::1", 421),
      host("[]", 421),
      host("::1", 421),
      host("", 421),
      host(":8310", 421),
      host("localhost:", 200),
      host("localhost:80a", 421),
      host("localhost:1234567", 421),
      host("localhost@evil.example", 421),
      host("localhost/evil", 421),
      host("user:127.0.0.1", 421),
      host(std::string("localhost\0.evil", 15), 421),
      {"no host, 1.1", request("GET", "/healthz", {}), 400},
      {"no host, 1.0", request("GET", "/healthz", {}, "HTTP/1.0"), 200},
      {"foreign host, 1.0", request("GET", "/healthz", {{"Host", "evil.example"}}, "HTTP/1.0"),
       421},
      {"two hosts", request("GET", "/healthz", {{"Host", "localhost"}, {"host", "localhost"}}),
       400},
      {"two hosts, one foreign",
       request("GET", "/healthz", {{"Host", "localhost"}, {"Host", "evil.example"}}), 400},
      {"two lengths",
       request("GET", "/healthz",
               {{"Host", "localhost"}, {"Content-Length", "1"}, {"content-length", "2"}}),
       400},
      {"a length and chunks",
       request("GET", "/healthz",
               {{"Host", "localhost"}, {"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}}),
       400},
      target("http://localhost/healthz", 200),
      target("http://127.0.0.1:8310/healthz", 200),
      target("HTTP://localhost/healthz", 200),
      target("http://evil.example/healthz", 421),
      target("http://localhost@evil.example/healthz", 421),
      target("https://localhost/healthz", 400),
      target("healthz", 400),
      target("*", 400),
      target("", 400),
      target("/search?q=%", 400),
      target("/search?q=%4", 400),
      target("/search?q=%zz", 400),
      target("/search?q=%00", 400),
      target("/article/%00", 400),
      target("/article/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 404),
      target("/article/../../etc/passwd", 404),
      target("/../../etc/passwd", 404),
      target("/style.css/../../etc/passwd", 404),
      target("//etc/passwd", 404),
      target("/..%5c..%5cwindows", 404),
      target("/file/..%2f..%2fetc%2fpasswd", 200),  // a name that no table has
      target("/" + std::string(8192, 'a'), 414),
      target("/error/" + std::string(257, 'a'), 414),
      target("/file/" + std::string(257, 'a'), 414),
      target("/search?q=" + long_query, 414),
      target("/api/search?q=" + long_query, 414),
      target("/search?q=x&sort=" + std::string(300, 'a'), 414),
      target("/search?q=x&" + std::string(300, 'a') + "=1", 414),
      target("/search?q=x&sort=best", 400),
      target("/api/search?q=x&limit=-1", 400),
      target("/api/search?q=x&limit=1001", 400),
      target("/api/search?q=x&limit=ten", 400),
      target("/api/search?q=x&offset=99999999999999999999", 400),
      target("/api/search", 400),
      target("/api/search?q=+", 400),
      target("/api", 404),
      target("/api/", 404),
      target("/api/article/", 404),
      target("/search?page=x&q=spooler", 400),
      target("/api/file/a.dll?version=soon", 400),
      method("HEAD", "/healthz", 200),
      method("POST", "/healthz", 405),
      method("PUT", "/", 405),
      method("DELETE", "/article/Q100001", 405),
      method("OPTIONS", "/api/search", 405),
      method("TRACE", "/", 405),
      method("CONNECT", "/", 405),
      method("get", "/", 405),
      method("", "/", 405),
      method("GET", "/api/triage", 405),
      method("POST", "/search", 405),
      sent_by("Sec-Fetch-Site", "cross-site", "/api/stats", 403),
      sent_by("Sec-Fetch-Site", "same-site", "/api/stats", 403),
      sent_by("Sec-Fetch-Site", "same-origin", "/api/stats", 200),
      sent_by("Sec-Fetch-Site", "none", "/api/stats", 200),
      sent_by("Sec-Fetch-Site", "cross-site", "/help", 200),  // a link of another site
      sent_by("Origin", "http://evil.example", "/api/stats", 403),
      sent_by("Origin", "https://localhost", "/api/stats", 403),
      sent_by("Origin", "http://127.0.0.1.evil.example", "/api/stats", 403),
      sent_by("Origin", "http://localhost:8310", "/api/stats", 200),
      sent_by("Origin", "null", "/api/stats", 200),
  }));
  DYNAMIC_SECTION(row.name) {
    const Response response = site(row.request);
    CHECK(response.status == row.status);
    CHECK_THAT(header(response, "Content-Security-Policy"),
               Catch::StartsWith("default-src 'none'"));
    CHECK(header(response, "X-Content-Type-Options") == "nosniff");
    CHECK(header(response, "Access-Control-Allow-Origin").empty());
    if (row.status == 405) CHECK(!header(response, "Allow").empty());
    if (row.request.target.starts_with("/api/") && row.status >= 400) {
      const json error = json::parse(response.body)["error"];
      CHECK(error["status"] == row.status);
      CHECK(!error["message"].get<std::string>().empty());
      CHECK(!error["code"].get<std::string>().empty());
    }
  }
}

TEST_CASE("other machines may ask by an address or an allowed name", "[web]") {
  const Site site({{"kb.lan", "Server"}, true});
  struct HostRow {
    std::string name;
    int status;
  };
  const auto row = GENERATE(values<HostRow>({{"kb.lan", 200},
                                             {"KB.LAN:8310", 200},
                                             {"server.", 200},
                                             {"192.168.1.2:8310", 200},
                                             {"[fe80::1]", 200},
                                             {"localhost", 200},
                                             {"kb.lan.evil.example", 421},
                                             {"evil.example", 421}}));
  DYNAMIC_SECTION(row.name) {
    CHECK(site(request("GET", "/healthz", {{"Host", row.name}})).status == row.status);
  }
}

TEST_CASE("what a browser holds already is not sent again", "[web]") {
  const Site site;
  const Response first = site(request("GET", "/search?q=spooler"));
  const std::string tag = header(first, "ETag");
  REQUIRE(!tag.empty());
  const auto again = [&](const std::string& held, const std::string& path = "/search?q=spooler") {
    return site(request("GET", path, {{"Host", "localhost"}, {"If-None-Match", held}})).status;
  };
  CHECK(again(tag) == 304);
  CHECK(again("W/" + tag) == 304);
  CHECK(again("\"other\", " + tag) == 304);
  CHECK(again("*") == 304);
  CHECK(again("\"other\"") == 200);
  CHECK(again(tag, "/search?q=stops") == 200);

  SECTION("an index that has changed is another answer") {
    Progress progress;
    const Folder more(Files{{"printer.md", "# Printer\n\nThe spooler of a printer.\n"}});
    REQUIRE(build_index({{site.source.path(), more.path()}, site.index.path(), 2}, progress));
    CHECK(again(tag) == 200);
  }
}

TEST_CASE("a text is packed where that was asked for", "[web]") {
  const Site site;
  const auto asked = [&](const std::string& codings) {
    return site(request("GET", "/help", {{"Host", "localhost"}, {"Accept-Encoding", codings}}));
  };
  const std::string plain = asked("").body;
  struct CodingRow {
    std::string codings;
    bool packed;
  };
  const auto row = GENERATE(values<CodingRow>({{"gzip", true},
                                               {"deflate, GZIP;q=0.5, br", true},
                                               {"gzip; q=1.0", true},
                                               {"gzip;q=0", false},
                                               {"gzip;q=0.0", false},
                                               {"br", false},
                                               {"notgzip", false},
                                               {"", false}}));
  DYNAMIC_SECTION("'" << row.codings << "'") {
    const Response response = asked(row.codings);
    CHECK((header(response, "Content-Encoding") == "gzip") == row.packed);
    CHECK((response.body == plain) != row.packed);
    CHECK(header(response, "Vary") == "Accept-Encoding");
  }
}

TEST_CASE("bytes of an old browser are read as code page 1252", "[web]") {
  const Site site;
  CHECK_THAT(site(request("GET", "/search?q=caf%E9")).body, Catch::Contains("caf&#233;"));
  CHECK_THAT(site(request("GET", "/search?q=caf%C3%A9")).body, Catch::Contains("caf&#233;"));
}

TEST_CASE("without an index the site says so", "[web]") {
  const Folder empty;
  const Handler site = make_site({empty.path() + "/none"});
  CHECK(site(request("GET", "/healthz")).status == 503);
  CHECK(site(request("GET", "/")).status == 503);
  const Response response = site(request("GET", "/api/stats"));
  CHECK(response.status == 503);
  CHECK(json::parse(response.body)["error"]["code"] == "no_index");
}

TEST_CASE("a text that is pasted has limits", "[web]") {
  const Site site;
  const auto sent = [&](const std::string& path, const std::string& body) {
    Request post = request("POST", path);
    post.body = body;
    return site(post).status;
  };
  CHECK(sent("/api/triage", "The spooler stops.") == 200);
  CHECK(sent("/api/triage", std::string(kMaxText, 'x')) == 200);
  CHECK(sent("/api/triage", std::string(kMaxText + 1, 'x')) == 413);
  CHECK(sent("/api/triage", "") == 400);
  CHECK(sent("/api/triage", " \r\n\t") == 400);
  CHECK(sent("/triage", "text=The+spooler+stops.") == 200);
  CHECK(sent("/triage", "text=" + std::string(kMaxText, '+') + "xx") == 413);
  CHECK(sent("/triage", "text=%") == 400);
  CHECK(sent("/triage", "") == 400);
  CHECK(sent("/inspect", "text=Windows+NT+Version+4.0") == 200);
  CHECK(sent("/inspect", "text=" + std::string(kMaxText, '+') + "xx") == 413);
  CHECK(sent("/inspect", "text=%") == 400);
  CHECK(sent("/inspect", "text=none") == 400);
  for (const std::string path : {"/api/triage", "/inspect"}) {
    Request large = request("POST", path);
    large.body_is_too_large = true;
    CHECK(site(large).status == 413);
  }
}
