// `kb show 2` opens what stands at 2 of the last list printed, whichever command printed it.
#include <catch2/catch.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Articles that answer a search, a code, a file and a paste each in their own way.
struct Lists : Sandbox {
  Lists() {
    write({{"a/Q100001.TXT", document({"Q100001", "Mouse stops", "Zebra. See Q999999."})},
           {"a/Q100002.TXT", document({"Q100002", "Code", "The error is 0x80070005 of spooler."})},
           {"a/Q100003.TXT", document({"Q100003", "File",
                                       "   Date      Time    Size    File name\r\n"
                                       "   --------------------------------------\r\n"
                                       "   02/04/00  01:22a  76,560  Userenv.dll\r\n"})}});
    index({"a"});
  }

  /// What `kb show 1` opens after this command.
  std::string after(const Arguments& arguments, const std::string& input = {}) const {
    const Ran ran = command(arguments).input(input).run();
    INFO(ran);
    CHECK(ran.status <= 1);
    return run({"show", "1"}).out;
  }
};

}  // namespace

TEST_CASE("a number opens what stands there in the last list", "[cli][list]") {
  const Lists box;
  CHECK(has(box.after({"search", "mouse"}), "Q100001"));
  CHECK(has(box.after({"error", "0x80070005"}), "Q100002"));
  CHECK(has(box.after({"mouse"}), "Q100001"));
  CHECK(has(box.after({"file", "userenv.dll"}), "Q100003"));
  CHECK(has(box.after({"search", "--json", "mouse"}), "Q100001"));
  CHECK(has(box.after({"triage"}, "error 0x80070005\n"), "Q100002"));
  CHECK(has(box.after({"search", "--format", "tsv", "mouse"}), "Q100001"));
  CHECK(has(box.after({"error", "--json", "0x80070005"}), "Q100002"));
  CHECK(has(box.after({"show", "Q999999"}), "Q100001"));  // who cites the article that is missing
}

TEST_CASE("the numbers of related articles open them", "[cli][list]") {
  const Lists box;
  const Ran ran = box.run({"show", "--related", "Q100001"});
  const std::size_t at = ran.out.find("\n  1  Q");
  REQUIRE(at != std::string::npos);
  CHECK(has(box.run({"show", "1"}).out, ran.out.substr(at + 6, 7)));
}

TEST_CASE("an article without a number has related articles, too", "[cli][list]") {
  const Lists box;
  box.write({{"a/own.md", "# Own note\n\nThe spooler stops with 0x80070005.\n"}});
  box.index();
  const Ran ran = box.run({"show", "--related", "own.md"});
  INFO(ran);
  CHECK(ran.status == 0);
  CHECK(has(ran.out, "Q100002"));
  CHECK_FALSE(has(ran.out, "  1  own.md"));
  CHECK(box.run({"show", "--related", "none.md"}) ==
        Ran{1, "", "kb: none.md is not in the index\n"});
}

TEST_CASE("a list without hits leaves the last one", "[cli][list]") {
  const Lists box;
  box.run({"search", "mouse"});
  CHECK(has(box.after({"search", "unicorn"}), "Q100001"));
}

TEST_CASE("without a home nothing is kept, and nothing lies in the working folder", "[cli][list]") {
  const Lists box;
  const auto before = box.list("");
  for (const Arguments& arguments : {Arguments{"search", "mouse"}, {"show", "1"}}) {
    CAPTURE(arguments);
    Start start = box.command(arguments).start();
    for (const char* name : {"HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
      start.environment.erase(name);
    CHECK(Command(start).run().status <= 1);
  }
  CHECK(box.list("") == before);
}
