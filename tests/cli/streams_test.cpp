// Which words go where: data to stdout, the rest to stderr, the outcome into the exit status.
#include <catch2/catch.hpp>
#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

constexpr const char* kEscape = "\x1b[";

struct Indexed : Sandbox {
  Indexed() {
    write("a/Q100001.TXT", document({"Q100001", "Spooler stops", "The spooler stops."}));
    index({"a"});
  }
};

Arguments words_of(const std::string& line) {
  std::istringstream in(line);
  Arguments words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what was asked for is on stdout and nothing else", "[cli]") {
  const Indexed box;
  for (const Arguments& arguments : {Arguments{"search", "spooler"},
                                     {"search", "--json", "spooler"},
                                     {"show", "Q100001"},
                                     {"spooler"},
                                     {"parse", "a"},
                                     {"parse", "--json", "a"},
                                     {"explain", "spooler"},
                                     {"fields"},
                                     {"stats"},
                                     {"stats", "--json"},
                                     {"check"},
                                     {"check", "--json"},
                                     {"--version"},
                                     {"--help"},
                                     {"search", "--help"}}) {
    CAPTURE(arguments);
    const Ran ran = box.run(arguments);
    CHECK(ran.status == 0);
    CHECK(ran.out != "");
    CHECK(ran.err == "");
  }
}

TEST_CASE("kb index speaks on stderr, and on stdout only as JSON", "[cli]") {
  const Indexed box;
  CHECK(box.run({"index", "a"}).out == "");
  CHECK(box.run({"index", "-q", "a"}) == Ran{0, "", ""});
  const Ran ran = box.run({"index", "-q", "--json", "a"});
  CHECK(ran.status == 0);
  CHECK(json::parse(ran.out)["articles"] == 1);
}

TEST_CASE("every JSON answer is one line and says its format", "[cli]") {
  const Indexed box;
  for (const Arguments& arguments : {Arguments{"search", "--json", "spooler"},
                                     {"show", "--json", "Q100001"},
                                     {"parse", "--json", "a"},
                                     {"stats", "--json"},
                                     {"check", "--json"},
                                     {"index", "--json", "a"}}) {
    CAPTURE(arguments);
    const Ran ran = box.run(arguments);
    CHECK(std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
    CHECK(json::parse(ran.out)["format"] == 1);
  }
}

TEST_CASE("there are colours only on a terminal or when asked for", "[cli]") {
  const Indexed box;
  for (const Arguments& plain : {Arguments{"search", "spooler"}, {"show", "Q100001"}}) {
    CAPTURE(plain);
    Arguments always = plain;
    always.insert(always.end(), {"--color", "always"});
    CHECK_FALSE(has(box.run(plain).out, kEscape));
    CHECK(has(box.run(always).out, kEscape));
    CHECK(has(box.command(always).set("NO_COLOR", "1").run().out, kEscape));
  }
  CHECK_FALSE(has(box.run({"search", "--json", "--color", "always", "spooler"}).out, kEscape));
}

TEST_CASE("on a terminal there are colours unless NO_COLOR or the option forbids them", "[cli]") {
  if (!have_tool("script")) return skip("colours on a terminal: there is no script(1) here");
  const Indexed box;
  const auto on_terminal = [&](const std::string& before, const std::string& after) {
    return box
        .run_tool(
            {"script", "-qec", before + " " KB_PROGRAM " search spooler " + after, "/dev/null"})
        .out;
  };
  CHECK(has(on_terminal("", "--no-pager"), kEscape));
  CHECK_FALSE(has(on_terminal("NO_COLOR=1", "--no-pager"), kEscape));
  CHECK_FALSE(has(on_terminal("TERM=dumb", "--no-pager"), kEscape));
  CHECK_FALSE(has(on_terminal("", "--no-pager --color never"), kEscape));
}

TEST_CASE("control characters of an article never reach a terminal", "[cli]") {
  if (!have_tool("script")) return skip("terminal: there is no script(1) here");
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Bell \x1b]0;owned\x07", "Red \x1b[31m text."}));
  box.index({"a"});
  const Ran ran = box.run_tool(
      {"script", "-qec", KB_PROGRAM " show Q100001 --no-pager --color never", "/dev/null"});
  CHECK(has(ran.out, "Red "));
  CHECK_FALSE(has(ran.out, "\x1b"));
  CHECK_FALSE(has(ran.out, "\x07"));
}

TEST_CASE("a reader that goes away ends the program quietly", "[cli]") {
  const Sandbox box;
  box.index();
  for (const Arguments& arguments : {Arguments{"parse", "--json", KB_SOURCE_DIR "/corpus/sample"},
                                     {"search", "-n", "100", "the"},
                                     {"show", "Q182320"}}) {
    CAPTURE(arguments);
    Process process(box.command(arguments).start());
    process.close_output();
    const Ran ran = process.finish();
    CHECK(ran.err == "");
    CHECK((ran.status == 0 || ran.status == Ran::kSignal + SIGPIPE));
  }
}

TEST_CASE("output that can't be written is an error, not a loss", "[cli]") {
  const Indexed box;
  if (!have_tool("sh")) return skip("there is no sh here");
  for (const std::string arguments :
       {"search spooler", "search --json spooler", "show Q100001", "parse --json a", "stats",
        "fields", "explain spooler", "index --json a", "search --batch q"}) {
    CAPTURE(arguments);
    box.write("q", "spooler\n");
    const Ran ran = box.run_tool({"sh", "-c", KB_PROGRAM " -q " + arguments + " > /dev/full"});
    CHECK(is_one_error(ran));
    CHECK(has(ran.err, "No space left on device"));
  }
}

TEST_CASE("usage errors are one sentence with status 2", "[cli]") {
  const Indexed box;
  for (const Arguments& arguments : {Arguments{"search", "--limit", "x", "spooler"},
                                     {"search", "--limit", "-1", "spooler"},
                                     {"search", "--limit", "99999999999999999999", "spooler"},
                                     {"search", "--offset", "x", "spooler"},
                                     {"search", "--sort", "size", "spooler"},
                                     {"search", "--color", "blue", "spooler"},
                                     {"show"},
                                     {"show", "--format", "pdf", "Q100001"},
                                     {"show", "--wrong", "Q100001"},
                                     {"parse"},
                                     {"parse", "--wrong", "a"},
                                     {"index", "--wrong", "a"},
                                     {"index", "--threads", "x", "a"},
                                     {"check", "--wrong"},
                                     {"fields", "--wrong"},
                                     {"--db"}}) {
    CAPTURE(arguments);
    const Ran ran = box.run(arguments);
    CHECK(is_one_error(ran));
    INFO(ran);
    CHECK(has(ran.err, "--help"));
  }
}

TEST_CASE("kb alone shows its help on stderr and ends 2", "[cli]") {
  const Sandbox box;
  const Ran ran = box.run({});
  CHECK(ran.status == 2);
  CHECK(ran.out == "");
  CHECK(has(ran.err, "usage: kb"));
}

TEST_CASE("a window's width is filled, and $COLUMNS goes before it", "[cli]") {
  const Indexed box;
  box.write("a/Q100009.TXT",
            document({"Q100009", "Zebra",
                      "Zebra " + std::string(50, 'x') + " and some more words follow it."}));
  box.index({"a"});
  const auto longest = [](const std::string& text) {
    std::istringstream in(text);
    std::size_t most = 0;
    for (std::string line; std::getline(in, line);) most = std::max(most, line.size());
    return most;
  };
  const Ran wide = box.command({"help"}).set("COLUMNS", "200").run();
  const Ran narrow = box.command({"help"}).set("COLUMNS", "40").run();
  CHECK(longest(wide.out) > 100);
  CHECK(longest(narrow.out) < 80);
}

TEST_CASE("the C locale changes no byte of what is printed", "[cli]") {
  const Sandbox box;
  box.write("a/b.md", "# Caf\xC3\xA9\n\nThe caf\xC3\xA9 spooler stops.\n");
  box.index({"a"});
  const Ran plain = box.run({"search", "spooler"});
  CHECK(has(plain.out, "Caf\xC3\xA9"));
  CHECK(box.command({"search", "spooler"}).set("LC_ALL", "C").run() == plain);
}

TEST_CASE("the pager gets the user's options and -R, and Ctrl-C is its own", "[cli]") {
  if (!have_tool("script")) return skip("the pager: there is no script(1) here");
  const Indexed box;
  const auto paged = [&](const std::string& before, const std::string& pager) {
    return box
        .run_tool({"script", "-qec",
                   "stty rows 5; " + before + " PAGER='" + pager + "' " KB_PROGRAM " fields",
                   "/dev/null"})
        .out;
  };
  CHECK(has(paged("LESS=M", "cat >/dev/null; echo \"<$LESS>\""), "<M -R>"));
  CHECK(has(paged("", "cat >/dev/null; echo \"<$LESS>\""), "<FRSX>"));
  // The pager interrupts the program in front of it, as the terminal would, and goes on.
  CHECK(has(paged("", "cat >/dev/null; kill -INT $PPID; sleep 0.1; echo went on"), "went on"));
  const Ran ended = box.run_tool({"script", "-qec",
                                  "stty rows 5; PAGER='cat >/dev/null; kill -INT $PPID' " KB_PROGRAM
                                  " fields; echo rc $?",
                                  "/dev/null"});
  CHECK(has(ended.out, "rc 0"));
}

TEST_CASE("a command that waits for text at a terminal says so", "[cli]") {
  if (!have_tool("script")) return skip("a terminal: there is no script(1) here");
  const Indexed box;
  for (const std::string arguments : {"triage", "triage -", "parse -"}) {
    CAPTURE(arguments);
    const Ran ran = box.run_tool(
        {"script", "-qec", KB_PROGRAM " " + arguments + " 2>&1 >/dev/null", "/dev/null"});
    CHECK(has(ran.out, "end it with Ctrl-D"));
    CHECK_FALSE(
        has(box.command(words_of(arguments)).input("The spooler stops.\n").run().err, "Ctrl-D"));
  }
}
