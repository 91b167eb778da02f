// The server as a process: bytes on sockets, clients that are slow or hostile, signals, sockets that
// were handed over.
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/web_server.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

struct Small : Sandbox {
  Small() {
    write("a/spooler.md", "# Spooler\n\nThe spooler stops.\n");
    index({"a"});
  }
};

bool answers(const WebServer& server) { return server.get("/healthz").status == 200; }

}  // namespace

TEST_CASE("kb serve says where it is, answers, and ends by a signal", "[web]") {
  const Small box;
  const int signal = GENERATE(SIGTERM, SIGINT);
  WebServer server(box);
  CHECK_THAT(server.greeting(), Catch::StartsWith("kb: http://127.0.0.1:"));
  CHECK(answers(server));
  const Ran ended = server.stop(signal);
  CHECK(ended.status == 0);
  CHECK(ended.out.empty());
}

TEST_CASE("what does not serve says why in one sentence", "[web]") {
  Sandbox box;
  CHECK(is_one_error(box.run({"serve", "--listen", "127.0.0.1:0"})));  // no index
  box.write("a/spooler.md", "# Spooler\n\nThe spooler stops.\n");
  box.index({"a"});
  const WebServer server(box);
  const std::string taken = "127.0.0.1:" + std::to_string(server.port());
  const Ran second = box.run({"serve", "--listen", taken});
  CHECK(is_one_error(second));
  CHECK_THAT(second.err, Catch::Contains(taken + " is in use"));
  for (const char* address :
       {"somewhere", "127.0.0.1", "127.0.0.1:99999", "1.2.3:80", "::1:80", "[1.2.3.4]:80", ":"}) {
    CAPTURE(address);
    CHECK(is_one_error(box.run({"serve", "--listen", address})));
  }
  const Ran open = box.run({"serve", "--listen", "0.0.0.0:0"});
  CHECK(is_one_error(open));
  CHECK_THAT(open.err, Catch::Contains("--allow-host"));
  CHECK(is_one_error(box.run({"serve", "--fd"})));
}

TEST_CASE("HTTP of every age is spoken", "[web]") {
  const Small box;
  const WebServer server(box);
  const std::string host = "Host: localhost\r\n";
  CHECK(server.exchange("GET /healthz HTTP/1.0\r\n\r\n").status == 200);
  CHECK(server.exchange("GET /healthz HTTP/1.1\nHost: localhost\n\n").status == 200);
  CHECK(server.exchange("GET /healthz HTTP/1.1\r\n\r\n").status == 400);
  CHECK(server.exchange("GET http://localhost/healthz HTTP/1.1\r\n" + host + "\r\n").status == 200);
  CHECK(server.exchange("TRACE / HTTP/1.1\r\n" + host + "\r\n").status == 405);

  SECTION("HEAD is GET without the body") {
    const Reply get = server.exchange("GET /help HTTP/1.1\r\n" + host + "\r\n");
    const Reply head = server.exchange("HEAD /help HTTP/1.1\r\n" + host + "\r\n", false);
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.header("content-length") == std::to_string(get.body.size()));
    CHECK(head.header("etag") == get.header("etag"));
  }
  SECTION("a response of 1.0 says its length") {
    const Reply old = server.exchange("GET / HTTP/1.0\r\n\r\n");
    CHECK(old.header("content-length") == std::to_string(old.body.size()));
    CHECK(old.header("transfer-encoding").empty());
  }
  SECTION("a connection is used again, requests may be sent ahead") {
    Connection connection(server.port());
    const std::string one = "GET /healthz HTTP/1.1\r\n" + host + "\r\n";
    connection.send(one);
    CHECK(connection.read().status == 200);
    connection.send(one);
    CHECK(connection.read().status == 200);
  }
  SECTION("a body that is not asked for is refused") {
    CHECK(server.post("/search?q=x", "abc").status == 405);
    CHECK(server.exchange("GET /healthz HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc")
              .status == 200);
  }
}

TEST_CASE("bodies have an end", "[web]") {
  const Small box;
  const WebServer server(box);
  CHECK(server.post("/api/triage", "The spooler stops.").status == 200);
  CHECK(server.post("/api/triage", std::string(65537, 'x')).status == 413);
  CHECK(server.post("/api/triage", std::string(300000, 'x')).status == 413);
  const std::string head = "POST /api/triage HTTP/1.1\r\nHost: localhost\r\n";
  SECTION("one that is announced as too long is refused before it is sent") {
    CHECK(server.exchange(head + "Content-Length: 99999999999\r\n\r\n").status == 413);
  }
  SECTION("one in chunks is counted") {
    std::string body;
    for (int i = 0; i < 100; ++i) body += "1000\r\n" + std::string(4096, 'x') + "\r\n";
    CHECK(server
              .exchange(head + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body +
                        "0\r\n\r\n")
              .status == 413);
  }
  CHECK(answers(server));
}

TEST_CASE("hostile heads cost one connection", "[web]") {
  const Small box;
  const WebServer server(box);
  struct Row {
    std::string name;
    std::string bytes;
  };
  const std::string head = "GET / HTTP/1.1\r\nHost: localhost\r\n";
  std::string many = head;
  for (int i = 0; i < 20000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  const std::vector<Row> rows = {
      {"one header of 4 MB", head + "X: " + std::string(4U << 20U, 'x') + "\r\n\r\n"},
      {"20,000 headers", many + "\r\n"},
      {"an address of 4 MB", "GET /" + std::string(4U << 20U, 'x') + " HTTP/1.1\r\n\r\n"},
      {"no HTTP", std::string(100000, '\0')},
      {"a TLS hello", "\x16\x03\x01\x02" + std::string(500, '\x01')},
      {"a negative length", head + "Content-Length: -1\r\n\r\n"},
      {"two lengths", head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
      {"an unknown version", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"},
      {"a header without a name", head + ": x\r\n\r\n"},
      {"a folded header", head + "X: a\r\n b\r\n\r\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Connection connection(server.port());
    connection.send(row.bytes);
    const Reply reply = connection.read();
    CHECK((reply.status == 0 || reply.status >= 200));
    CHECK(answers(server));
  }
}

TEST_CASE("silent and dripping clients keep nobody waiting, and are cut", "[web]") {
  const Small box;
  const WebServer server(box);
  std::vector<Connection> silent;
  for (int i = 0; i < 50; ++i) silent.emplace_back(server.port());
  std::vector<Connection> dripping;
  for (int i = 0; i < 20; ++i) {
    dripping.emplace_back(server.port());
    dripping.back().send("GET /healthz HTTP/1.1\r\nX-Slow: ");
  }
  const Connection body(server.port());
  body.send("POST /api/triage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx");
  CHECK(answers(server));                    // while all of them are open
  for (int round = 0; round < 8; ++round) {  // they are active: only a deadline ends them
    for (const Connection& connection : dripping) connection.send("x");
    std::this_thread::sleep_for(std::chrono::seconds(1));
    CHECK(answers(server));
  }
  for (const Connection& connection : dripping) CHECK(connection.is_closed_by_server());
  for (const Connection& connection : silent) CHECK(connection.is_closed_by_server());
  CHECK(body.is_closed_by_server());
}

TEST_CASE("clients at the same time get their own answers", "[web]") {
  const Small box;
  const WebServer server(box);
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 25; ++i) {
        const std::string word = "w" + std::to_string(thread) + "x" + std::to_string(i);
        const json answer = json::parse(server.get("/api/search?q=spooler+" + word).body);
        if (answer["query"] == "spooler " + word) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 200);
}

TEST_CASE("an index that is published anew is taken up", "[web]") {
  const Small box;
  const WebServer server(box);
  const auto total = [&](const std::string& query) {
    return json::parse(server.get("/api/search?q=" + query).body)["total"].get<int>();
  };
  CHECK(total("mouse") == 0);
  for (int round = 1; round <= 5; ++round) {
    box.write("a/mouse" + std::to_string(round) + ".md", "# Mouse\n\nThe mouse stops.\n");
    box.index({"a"});
    for (int i = 0; i < 8; ++i) CHECK(total("mouse") == round);  // whichever thread answers
  }
  box.remove("index");
  CHECK(server.get("/healthz").status == 503);
  CHECK(server.get("/").status == 503);
  box.index({"a"});
  CHECK(answers(server));
}

TEST_CASE("a log tells what was asked only where it may", "[web]") {
  const Small box;
  const bool queries = GENERATE(false, true);
  WebServer server(box, {queries ? "--log-queries" : "--log"});
  server.get("/search?q=secret");
  server.get("/api/error/secret");
  const std::string log = server.stop(SIGTERM).err;
  CHECK_THAT(log, Catch::Contains("127.0.0.1 GET /search"));
  CHECK_THAT(log, Catch::Contains("GET /api/error"));
  CHECK((log.find("secret") != std::string::npos) == queries);
}

TEST_CASE("a socket of systemd's is served, and outlives the server", "[web]") {
  const Small box;
  if (!have_tool("bash")) return skip("no bash to hand over a socket");
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0);  // inherited: not closed by exec
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(listening, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(listening, 16) == 0);
  REQUIRE(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  const std::uint16_t port = ntohs(address.sin_port);
  for (int round = 0; round < 2; ++round) {
    Start start = box.command({"serve", "--fd"}).start();
    const std::string program = start.arguments[0];
    start.arguments = {"bash", "-c",
                       "exec 3<&" + std::to_string(listening) +
                           "; LISTEN_FDS=1 LISTEN_PID=$$ exec " + program + " serve --fd"};
    Process process(start);
    Connection connection(port);  // before the server has begun: it waits in the queue
    connection.send("GET /healthz HTTP/1.0\r\n\r\n");
    CHECK(connection.read().status == 200);
    process.kill(SIGTERM);
    CHECK(process.finish({}, kPatience).status == 0);
  }
  ::close(listening);
}
