// What `kb ANYTHING` does: only the first word can be a command, only where the rest fits it, and a
// sentence never writes.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/articles.h"
#include "tests/support/ended_runs.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Two articles; the number of the second is a code elsewhere.
struct Indexed : Sandbox {
  Indexed() {
    write({{"a/Q100001.TXT", document({"Q100001", "Printer does not show", "The printer stops."})},
           {"a/Q100002.TXT", document({"Q100002", "Exchange network", "No network, no virus."})}});
    index({"a"});
  }
};

/// The words of a line that has blanks between them.
Arguments words_of(const std::string& line) {
  std::istringstream in(line);
  Arguments words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

const Arguments kCommands = {"index", "search", "show",    "error",    "triage", "inspect", "serve",
                             "file",  "parse",  "explain", "complete", "fields", "stats",   "check",
                             "pack",  "unpack", "export",  "bench",    "help",   "version"};

/// Sentences of a help desk with the name of a command in front, in the middle and at the end.
const Arguments kSentences = {
    "index server does not start",
    "the content index grows too large",
    "cannot rebuild the index",
    "search assistant closes by itself",
    "a search page stays blank",
    "nothing happens when i search",
    "show me hidden folders",
    "printer does not show up",
    "the icon does not show",
    "error while opening my mailbox",
    "the same error comes back daily",
    "printing ends in an error",
    "triage of a crash",
    "how to triage a crash",
    "this crash needs triage",
    "inspect the registry by hand",
    "how to inspect a dump",
    "a dump to inspect",
    "serve pages to old browsers",
    "machines that serve pages stop",
    "there is nothing to serve",
    "file not found on a share",
    "cannot find file after upgrade",
    "word does not save the file",
    "parse failure while reading mail",
    "could not parse the header",
    "a header that nobody can parse",
    "explain the blue screen",
    "please explain this message",
    "what does the message explain",
    "complete memory dump missing",
    "setup did not complete normally",
    "the copy does not complete",
    "fields of a form are empty",
    "merge fields print as text",
    "the form lost its fields",
    "stats of the modem are wrong",
    "the stats page hangs",
    "where are my stats",
    "check disk runs at every start",
    "please check the cable message",
    "the disk fails every check",
    "pack my things",
    "nt4 service pack 6a",
    "after the service pack",
    "unpack the driver by hand",
    "how to unpack setup files",
    "files that i cannot unpack",
    "export registry key fails",
    "how to export mail folders",
    "the list does not export",
    "bench test of a disk",
    "a work bench for developers",
    "tools on the bench",
    "help file is missing",
    "windows help does not open",
    "press the key for help",
    "version conflict after setup",
    "wrong version of a library",
    "find out which version",
};

/// Where the sentences have a word.
std::set<std::string> places_of(const std::string& word) {
  std::set<std::string> places;
  for (const std::string& line : kSentences) {
    if (line.starts_with(word + " ")) places.insert("first");
    if (has(line, " " + word + " ")) places.insert("inside");
    if (line.ends_with(" " + word)) places.insert("last");
  }
  return places;
}

/// Runs one line in a folder of the box.
Ran run_in(const Indexed& box, const std::string& folder, const std::string& line) {
  Start start = box.command(words_of(line)).set("KB_DB", box.path("index")).start();
  start.folder = box.path(folder);
  return Command(start).run();
}

}  // namespace

TEST_CASE("a sentence is a search or is refused with one, and changes no file", "[cli][route]") {
  const Indexed box;
  for (const std::string& name : kCommands) {
    box.write("files/" + name, "The user's " + name + ".\n");
    box.write("folders/" + name + "/notes.txt", "Notes.\n");
    CAPTURE(name);
    CHECK(places_of(name) == std::set<std::string>{"first", "inside", "last"});
  }
  const auto index_before = files_of(box, "index");
  for (const std::string folder : {"files", "folders"}) {
    const auto before = files_of(box, folder);
    for (const std::string& line : kSentences) {
      CAPTURE(folder, line);
      const Ran ran = run_in(box, folder, line);
      INFO(ran);
      CHECK(files_of(box, folder) == before);
      if (ran.status == 2) CHECK(has(ran.err, "to search for these words: kb search " + line));
      if (ran.status != 2) CHECK((ran.status == 0 || ran.status == 1));
    }
  }
  CHECK(files_of(box, "index") == index_before);
}

TEST_CASE("a command needs words that fit it, others are searched for", "[cli][route]") {
  const Indexed box;
  for (const std::string line :
       {"nt4 service pack 6a", "printer does not show", "show me the way", "file not found",
        "error in krnl386.exe", "check disk fails", "stats of printer", "fields of a form",
        "access is denied error", "triage of errors", "parse error in line", "help file is missing",
        "version conflict", "error access denied", "complete memory dump", "file tcpip missing"}) {
    CAPTURE(line);
    Arguments arguments = words_of(line);
    arguments.emplace_back("--json");
    const Ran ran = box.run(arguments);
    INFO(ran);
    CHECK(json::parse(ran.out)["query"] == line);
  }
}

TEST_CASE("a command that writes refuses a sentence", "[cli][route]") {
  const Indexed box;
  for (const std::string line : {"pack my things", "index server fails", "unpack the printer",
                                 "export registry key", "pack 6a", "pack things"}) {
    CAPTURE(line);
    const Ran ran = box.run(words_of(line));
    CHECK(is_one_error(ran));
    CHECK(has(ran.err, "` takes "));
    CHECK(has(ran.err, "to search for these words: kb search " + line));
  }
  CHECK(has(box.run({"pack", "things"}).err, "one name with a dot or a slash, such as kb.kb"));
  CHECK(has(box.run({"pack", "user's things"}).err, R"(kb search pack 'user'\''s things')"));
}

TEST_CASE("words that fit a command are given to it", "[cli][route]") {
  const Indexed box;
  box.write("log", "The printer stops.\n");
  for (const std::string line :
       {"show Q100001", "show 100001 KB100002", "show a/Q100001.TXT --format raw", "triage log",
        "parse a", "error 0x80070005", "error STOP 0xA", "error STOP A", "error system error 5",
        "error -2147024891", "error E_ACCESSDENIED", "error E_ACCESSDEN* -n 1",
        "--json show Q100001", "--db index show Q100001", "check --deep", "pack x.kb", "help show",
        "help query"}) {
    CAPTURE(line);
    const Ran ran = box.run(words_of(line));
    INFO(ran);
    CHECK(ran.status == 0);
    CHECK_FALSE(has(ran.err, "searched for"));
  }
}

TEST_CASE("help and version need no index", "[cli][route]") {
  const Sandbox box;
  for (const Arguments& arguments : {Arguments{"help"},
                                     {"--help"},
                                     {"-h"},
                                     {"help", "search"},
                                     {"search", "--help"},
                                     {"help", "query"},
                                     {"help", "codes"},
                                     {"help", "exit"},
                                     {"help", "settings"},
                                     {"help", "formats"},
                                     {"version"},
                                     {"-V"},
                                     {"--version"}}) {
    CAPTURE(arguments);
    const Ran ran = box.run(arguments);
    CHECK(ran.status == 0);
    CHECK(ran.out != "");
    CHECK(ran.err == "");
  }
  CHECK(box.run({"help"}) == box.run({"--help"}));
  CHECK(box.run({"help", "show"}) == box.run({"show", "-h"}));
  CHECK(box.run({"version"}) == box.run({"-V"}));
  CHECK(has(box.run({"version"}).out, ", index schema "));
}

TEST_CASE("what is typed wrongly is named with what is near", "[cli][route]") {
  const Indexed box;
  const Ran ran = box.run({"serch", "printer"});
  CHECK(ran.status == 0);
  CHECK(has(ran.err, "did you mean `kb search printer`?"));
  CHECK(has(box.run({"shwo", "Q100001"}).err, "did you mean `kb show Q100001`?"));
  CHECK_FALSE(has(box.run({"shop", "printer"}).err, "did you mean `kb"));
  CHECK(box.run({"-q", "serch", "printer"}).err == "");
  for (const auto& [arguments, part] : std::vector<std::pair<Arguments, std::string>>{
           {{"--hlep"}, "did you mean --help?"},
           {{"-x"}, "there is no option -x"},
           {{"search", "--limt", "3", "printer"},
            "did you mean --limit? To search for it write "
            "-- --limt"},
           {{"printer", "--limt=3"}, "did you mean --limit?"},
           {{"show", "--fromat", "html", "Q100001"}, "did you mean --format?"},
           {{"show", "--wrong", "Q100001"}, "see `kb show --help`"}}) {
    CAPTURE(arguments);
    const Ran refused = box.run(arguments);
    INFO(refused);
    CHECK(is_one_error(refused));
    CHECK(has(refused.err, part));
  }
  CHECK(json::parse(box.run({"search", "--json", "--", "--limt", "printer"}).out)["query"] ==
        "--limt printer");
}

TEST_CASE("a word with a dash excludes, wherever it stands", "[cli][route]") {
  const Indexed box;
  for (const std::string line :
       {"exchange -network", "-network exchange", "exchange -virus", "exchange -no",
        "-virus exchange", "search exchange -network", "search -network exchange",
        "search exchange -virus -hang -query", "search exchange -no"}) {
    CAPTURE(line);
    Arguments arguments = words_of(line);
    arguments.emplace_back("--json");
    const json answer = json::parse(box.run(arguments).out);
    CHECK(answer["total"] == 0);
    CHECK(("search " + std::string(answer["query"]) == line || answer["query"] == line));
  }
  CHECK(json::parse(box.run({"exchange", "-hang", "-quit", "--json"}).out)["total"] == 1);
}

TEST_CASE("options may stand anywhere on a line without a command", "[cli][route]") {
  const Indexed box;
  CHECK(box.run({"-n", "1", "printer"}) == box.run({"search", "-n", "1", "printer"}));
  CHECK(box.run({"-n1", "printer"}) == box.run({"search", "printer", "--limit=1"}));
  CHECK(box.run({"printer", "--sort", "newest"}) ==
        box.run({"search", "printer", "--sort", "newest"}));
  CHECK(box.run({"Q100001", "--format", "html"}) ==
        box.run({"show", "Q100001", "--format", "html"}));
  CHECK(has(box.run({"printer", "--format", "html"}).err, "--format: html not in {text,json,tsv}"));
}

TEST_CASE("a bare number is an article where it is held, else a code", "[cli][route]") {
  const Indexed box;
  const Ran held = box.run({"100001"});
  CHECK(held.status == 0);
  CHECK(has(held.out, "Printer does not show"));
  CHECK(remarks_of(held.err).size() == 1);
  CHECK(has(held.err, "may also be the code"));
  CHECK(json::parse(box.run({"--json", "100009"}).out)["query"] == "100009");
  const Ran never = box.run({"Q100009"});
  CHECK(never.status == 1);
  CHECK(has(never.err, "there is no Q100009"));
  CHECK(box.run({"KB100001"}).err == "");
  for (const std::string line :
       {"article 100001", "MSKB 100001", "KB article 100001", "Q 100001"}) {
    CAPTURE(line);
    CHECK(box.run(words_of(line)) == box.run({"show", "Q100001"}));
  }
}

TEST_CASE("with --json errors are JSON too", "[cli][route]") {
  const Indexed box;
  for (const auto& [arguments, code] : std::vector<std::pair<Arguments, std::string>>{
           {{"search", "--json", "--sort", "size", "x"}, "usage"},
           {{"search", "--json"}, "usage"},
           {{"pack", "my", "things", "--json"}, "usage"},
           {{"search", "--json", "--db", "none", "x"}, "no_index"},
           {{"parse", "--json", "none.md"}, "input"}}) {
    CAPTURE(arguments);
    const Ran ran = box.run(arguments);
    INFO(ran);
    CHECK(is_one_error(ran));
    const json answer = json::parse(ran.out);
    CHECK(answer["format"] == 1);
    CHECK(answer["error"]["code"] == code);
    const std::string message = answer["error"]["message"];
    CHECK(ran.err.starts_with("kb: " + message));
    CHECK(answer["error"]["hint"].is_string());
  }
  CHECK(box.run({"search", "--", "--json"}).out.find("error") == std::string::npos);
}
