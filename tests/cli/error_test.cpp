// `kb error` and `kb triage`: exit status and what goes to which stream.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

struct Codes : Sandbox {
  Codes() {
    write({{"a/Q100001.TXT",
            document({"Q100001", "Access is denied when printing",
                      "The spooler says that the error is 0x80070005.", "01-JAN-1999"})},
           {"a/Q100002.TXT", document({"Q100002", "Service does not start",
                                       "System error 5 has occurred.", "01-JAN-2001"})}});
    index({"a"});
  }

  Ran triage(const std::string& text, const std::string& option = "-q") const {
    return command({"triage", option, "-"}).input(text).run();
  }
};

std::size_t lines_of(const std::string& text) {
  return std::size_t(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("a known code is explained above its articles", "[cli]") {
  const Codes box;
  for (const std::string code : {"0x80070005", "-2147024891", "2147942405", "E_ACCESSDENIED"}) {
    CAPTURE(code);
    const Ran ran = box.run({"error", code});
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("0x80070005  E_ACCESSDENIED"));
    CHECK(ran.out.find("holds WIN32:5 ERROR_ACCESS_DENIED") != std::string::npos);
    CHECK(ran.out.find("1  Q100001") != std::string::npos);
    CHECK(ran.err == "");
  }
}

TEST_CASE("a code behind -- is a code", "[cli]") {
  const Codes box;
  const Ran ran = box.run({"error", "-n", "1", "--", "-2147024891"});
  CHECK(ran.status == 0);
  CHECK(ran.out.starts_with("0x80070005  E_ACCESSDENIED"));
}

TEST_CASE("several codes give an object a line, and 0 when one is known", "[cli]") {
  const Codes box;
  const Ran ran = box.run({"error", "--json", "0x8FFF1234", "system", "error", "5", "zzz_"});
  CHECK(ran.status == 0);
  CHECK(lines_of(ran.out) == 3);
  std::istringstream lines(ran.out);
  std::vector<std::string> inputs;
  for (std::string line; std::getline(lines, line);) inputs.push_back(json::parse(line)["input"]);
  CHECK(inputs == std::vector<std::string>{"0x8FFF1234", "system error 5", "zzz_"});
}

TEST_CASE("what is no code, or no one knows, ends 1 with one sentence", "[cli]") {
  const Codes box;
  for (const std::string code :
       {"0x", "123456789012345678901234567890", "zzz_", "0x123456789", "zz*", "\x01\x02"}) {
    CAPTURE(code);
    const Ran ran = box.run({"error", code});
    CHECK(ran.status == 1);
    CHECK(ran.out.find("Q1") == std::string::npos);
    CHECK(lines_of(ran.err) == 1);
  }
  CHECK(box.run({"error"}).status == 2);
  CHECK(box.run({"error", ""}).status == 2);
}

TEST_CASE("a code typed wrongly is read where that is safe", "[cli]") {
  const Codes box;
  for (const std::string code : {"0x8OO7OOO5", "-2147942405",
                                 "\xEF\xBC\x90\xEF\xBD\x98"
                                 "80070005"}) {
    CAPTURE(code);
    const Ran ran = box.run({"error", code});
    CHECK(ran.status == 0);
    CHECK(ran.out.starts_with("0x80070005"));
  }
}

TEST_CASE("a search shows what its code is, in text alone", "[cli]") {
  const Codes box;
  CHECK(box.run({"search", "0x80070005"}).out.starts_with("0x80070005 = E_ACCESSDENIED"));
  CHECK(box.run({"0x80070005"}).out.starts_with("0x80070005 = E_ACCESSDENIED"));
  CHECK(json::parse(box.run({"search", "--json", "0x80070005"}).out)["total"] == 1);
  CHECK(box.run({"search", "spooler"}).out.starts_with(" 1  Q100001"));
}

TEST_CASE("a pasted text finds its article", "[cli]") {
  const Codes box;
  const Ran ran = box.triage("The spooler stopped: error 0x80070005.\n");
  CHECK(ran.status == 0);
  CHECK(ran.out.find("1x  0x80070005") != std::string::npos);
  CHECK(ran.out.find("  1  Q100001") != std::string::npos);
  const json answer = json::parse(box.triage("error 0x80070005\n", "--json").out);
  CHECK(answer["format"] == 1);
  CHECK(answer["entries"][0]["value"] == "0x80070005");
  CHECK(answer["entries"][0]["article"]["id"] == "Q100001");
  CHECK(answer["articles"][0]["id"] == "Q100001");
}

TEST_CASE("a log is told by its distinct errors", "[cli]") {
  const Codes box;
  std::string log;
  for (int i = 10; i < 40; ++i)
    log += "2001-02-03 04:05:" + std::to_string(i) + " error 0x80070005 in spooler\n";
  const Ran ran = box.triage(log);
  CHECK(ran.out.find("30x  0x80070005  2001-02-03 04:05:10 .. 2001-02-03 04:05:39") !=
        std::string::npos);
}

TEST_CASE("a paste that is empty or no text is refused in one sentence", "[cli]") {
  const Codes box;
  const Ran empty = box.command({"triage"}).input("").run();
  CHECK(empty.status == 1);
  CHECK(lines_of(empty.err) == 1);
  CHECK(box.command({"triage"}).input(" \n\n").run().status == 1);
  const Ran binary = box.command({"triage"}).input(std::string(5000, '\0')).run();
  CHECK(binary.status == 2);
  CHECK(lines_of(binary.err) == 1);
  const Ran none = box.run({"triage", "no-such.txt"});
  CHECK(none.status == 2);
  CHECK(lines_of(none.err) == 1);
  CHECK(box.run({"triage", "a"}).status == 2);  // a folder
}

TEST_CASE("the path of an article without a number stands apart from its title", "[cli][error]") {
  Sandbox box;
  box.write("a/notes/call.txt", "Setup dialog\n\nThe error is 0xc1060107 again.\n");
  box.index({"a"});
  for (const Arguments& arguments :
       {Arguments{"error", "0xc1060107"}, Arguments{"triage", "a/notes/call.txt"}}) {
    const Ran ran = box.run(arguments);
    CAPTURE(ran);
    CHECK(ran.out.find("notes/call.txt  Setup dialog") != std::string::npos);
  }
}
