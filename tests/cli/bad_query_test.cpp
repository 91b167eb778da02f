// No words of a user are ever a syntax error.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

struct Indexed : Sandbox {
  Indexed() {
    write({{"a/Q100001.TXT", document({"Q100001", "Tcpip.sys stops",
                                       "An error (-1018) from C++ in tcpip.sys: open quote."})},
           {"a/Q100002.TXT", document({"Q100002", "Mouse stops", "The error is foo."})}});
    index({"a"});
  }
};

/// The line an answer is, or a failed test.
json answer_of(const Ran& ran) {
  INFO(ran);
  CHECK(ran.err == "");
  CHECK((ran.status == 0 || ran.status == 1));
  const json answer = json::parse(ran.out, nullptr, false);
  CHECK_FALSE(answer.is_discarded());
  CHECK((answer["total"] == 0) == (ran.status == 1));
  return answer;
}

}  // namespace

TEST_CASE("queries that look like syntax are searched", "[cli][bad]") {
  const Indexed box;
  for (const std::string query :
       {"tcpip.sys", "C++", "\"open quote", "-1018", "error (", "AND error", "error AND", "(error",
        "error)", "\"error\" \"", "error*", "error \\", "error -zebra"}) {
    CAPTURE(query);
    CHECK(answer_of(box.run({"search", "--json", query}))["total"] >= 1);
    CHECK(answer_of(box.run({"--json", query}))["total"] >= 1);
  }
}

TEST_CASE("a query of operators alone is an answer, not an error", "[cli][bad]") {
  const Indexed box;
  for (const std::string query : {"AND",
                                  "OR NOT",
                                  "NOT",
                                  "OR",
                                  "(((",
                                  ")))",
                                  "()",
                                  "\"",
                                  "\"\"",
                                  "\"\"\"",
                                  "*",
                                  "+",
                                  "-",
                                  "NEAR/3",
                                  "NEAR",
                                  "NEAR/",
                                  "NEAR/99999999999999999999",
                                  "a NEAR/0 b",
                                  "AND OR NOT ( )",
                                  "+ - *",
                                  "title:",
                                  "title:()",
                                  ":",
                                  "id:",
                                  "date:",
                                  "date:x..y",
                                  "date:..",
                                  "before:",
                                  "after:99999",
                                  "error:",
                                  "version:",
                                  "zebra:x",
                                  "!",
                                  "'",
                                  "`",
                                  "$(ls)",
                                  "%s%n",
                                  "\\",
                                  "~",
                                  "^",
                                  "\x01",
                                  "-",
                                  "+-",
                                  "NOT NOT NOT"}) {
    CAPTURE(query);
    answer_of(box.run({"search", "--json", query}));
    const Ran plain = box.run({"search", query});
    CHECK((plain.status == 0 || plain.status == 1));
  }
}

TEST_CASE("words that look like options are words of the query", "[cli][bad]") {
  const Indexed box;
  CHECK(answer_of(box.run({"search", "--json", "error", "-i", "foo"}))["query"] == "error -i foo");
  CHECK(answer_of(box.run({"--json", "fault", "-i", "foo"}))["query"] == "fault -i foo");
  CHECK(answer_of(box.run({"search", "--json", "-1018"}))["query"] == "-1018");
  CHECK(answer_of(box.run({"--json", "-1018"}))["query"] == "-1018");
  CHECK(answer_of(box.run({"search", "--json", "setup", "/q", "-x"}))["query"] == "setup /q -x");
}

TEST_CASE("a query of any bytes is an answer", "[cli][bad]") {
  const Indexed box;
  for (const std::string query : {"\xFF\xFE", "\xC3", "caf\xE9", "\xF0\x9F\x92\xA9", "\xED\xA0\x80",
                                  "\xE2\x88\x92"
                                  "1018",
                                  "a\xCC\x81", "\x7F"}) {
    CAPTURE(query);
    answer_of(box.run({"search", "--json", query}));
    CHECK(box.run({"search", query}).status <= 1);
    CHECK(box.run({"explain", query}).status == 0);
  }
}

TEST_CASE("a NUL in a batch is part of its line", "[cli][bad]") {
  const Indexed box;
  const Ran ran =
      box.command({"search", "--batch", "-"}).input(std::string("a\0b\nmouse\n", 10)).run();
  CHECK(ran.status == 0);
  CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 2);
}

TEST_CASE("a query of 100,000 characters is answered in time", "[cli][bad]") {
  const Indexed box;
  const auto repeated = [](const std::string& text) {
    std::string out;
    while (out.size() < 100'000) out += text;
    return out;
  };
  for (const std::string part :
       {"x", "error ", "(", "\"", "-", "+a ", "a* ", "NOT ", "a OR ", "a AND (b OR ", "-1018 ",
        "0xC0000005 ", "tcpip.sys ", "a_b_", "=", "error:0x5 ", "\xE2\x88\x92", "a NEAR/9 "}) {
    CAPTURE(part);
    const Ran ran = box.command({"search", "--json", repeated(part)}).run();
    CHECK((ran.status == 0 || ran.status == 1));
    CHECK(json::accept(ran.out));
  }
}

TEST_CASE("a dump of thousands of different codes is answered in time", "[cli][bad]") {
  const Indexed box;
  for (const std::string before : {"-", "OR -", "+a", "0xC000", "\"a b\" file.dll:"}) {
    CAPTURE(before);
    std::string query;
    for (int i = 1000; query.size() < 20'000; ++i) query += before + std::to_string(i) + " ";
    const Ran ran = box.command({"search", "--json", query}).run();
    CHECK((ran.status == 0 || ran.status == 1));
    CHECK(json::accept(ran.out));
  }
}

TEST_CASE("a word, a wildcard and a phrase that are too long are answered", "[cli][bad]") {
  const Indexed box;
  for (const std::string& query :
       {std::string(300, 'x'), std::string(300, 'x') + "*", "file:" + std::string(300, 'x'),
        "id:" + std::string(300, '1'), "registry:HKLM\\" + std::string(300, 'x'),
        std::string(300, '9'), "0x" + std::string(300, 'F')}) {
    CAPTURE(query);
    answer_of(box.run({"search", "--json", query}));
  }
}

TEST_CASE("what can't be an article opens nothing and says so", "[cli][bad]") {
  const Indexed box;
  for (const std::string id : {"Q1", "q12", "Q99999999", "../../etc/passwd", "*", "0", "9"}) {
    CAPTURE(id);
    const Ran ran = box.run({"show", id});
    CHECK(ran.status == 1);
    CHECK(ran.out == "");
    CHECK(remarks_of(ran.err).size() == 1);
    CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
  }
}
