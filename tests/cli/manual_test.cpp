// Help and man pages: they tell what the program takes, and their examples work.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The names in the rows below a heading of `kb help`.
Arguments names_below(const std::string& help, const std::string& heading) {
  Arguments names;
  bool below = false;
  for (const std::string& line : lines_of(help)) {
    if (line.empty()) below = false;
    if (below && line.starts_with("  ") && line[2] != ' ')
      names.push_back(line.substr(2, line.find(' ', 2) - 2));
    if (line == heading) below = true;
  }
  return names;
}

struct Sample : Sandbox {
  Sample() { index(); }

  Arguments commands() const { return names_below(run({"help"}).out, "Commands:"); }
  Arguments topics() const { return names_below(run({"help"}).out, "Topics of `kb help`:"); }

  /// A line of a shell in which `kb` is the program under test.
  Ran shell(const std::string& line) const {
    return run_tool({"sh", "-c", "kb() { " KB_PROGRAM " \"$@\"; }\n" + line});
  }
};

/// The examples of a text of the manual.
std::vector<std::string> examples_of(const std::string& help) {
  std::vector<std::string> found;
  const std::size_t begin = help.find("\nEXAMPLES\n");
  if (begin == std::string::npos) return found;
  for (const std::string& line : lines_of(help.substr(begin + 10))) {
    if (line.empty()) break;
    if (line.starts_with("  ")) found.push_back(line.substr(2));
  }
  return found;
}

}  // namespace

TEST_CASE("every example of the manual works on the sample", "[cli][manual]") {
  const Sample box;
  Arguments names = box.commands();
  REQUIRE(names.size() >= 18);
  const Arguments topics = box.topics();
  REQUIRE(topics.size() >= 5);
  names.insert(names.end(), topics.begin(), topics.end());
  names.emplace_back("");
  for (const std::string& name : names) {
    const Ran help = box.run(name.empty() ? Arguments{"help"} : Arguments{"help", name});
    if (name == "serve") continue;  // it goes on until it is ended; tests of its own run it
    CAPTURE(name);
    const auto examples = examples_of(help.out);
    CHECK_FALSE(examples.empty());
    const bool leaves_files = name == "pack" || name == "unpack" || name == "export";
    for (const std::string& example : examples) {
      CAPTURE(example);
      const Ran ran = box.shell(example);
      INFO(ran.err);
      CHECK(ran.status == 0);
      CHECK_FALSE(has(ran.err, "searched for; for the command"));
    }
    if (!leaves_files) continue;
    for (const char* left : {"articles.db", "archive.kb", "pages", "kb.docset"}) box.remove(left);
  }
}

TEST_CASE("the help of a command begins with what it does", "[cli][manual]") {
  const Sandbox box;
  for (const std::string& name : names_below(box.run({"help"}).out, "Commands:")) {
    CAPTURE(name);
    const Ran ran = box.run({"help", name});
    CHECK(ran.out.starts_with("kb " + name + ": "));
    CHECK(has(ran.out, "\nusage: kb " + name));
    const std::size_t examples = ran.out.find("\nEXAMPLES\n");
    CHECK(examples != std::string::npos);
    CHECK(examples < ran.out.find("\nOptions of every command:"));
    CHECK(has(ran.out, "--json"));
  }
  CHECK(has(box.run({"help"}).out, "EXIT STATUS"));
}

TEST_CASE("help fits a narrow window", "[cli][manual]") {
  const Sandbox box;
  const std::string help = box.run({"help"}).out;
  Arguments names = names_below(help, "Commands:");
  for (const std::string& topic : names_below(help, "Topics of `kb help`:")) names.push_back(topic);
  REQUIRE(names.size() > 20);
  for (const std::string& name : names) {
    CAPTURE(name);
    const Ran ran = box.command({"help", name}).set("COLUMNS", "40").run();
    for (const std::string& line : lines_of(ran.out)) {
      CAPTURE(line);
      if (!has(line, "kb ")) CHECK(line.size() <= 40);  // examples are kept as they are
    }
  }
  for (const std::string& line : lines_of(box.command({"fields"}).set("COLUMNS", "40").run().out))
    CHECK(line.size() <= 40);
}

TEST_CASE("there is a man page for each command, and none has a fault", "[cli][manual]") {
  const fs::path folder = fs::path(KB_PROGRAM).parent_path() / "man";
  const bool have_man = have_tool("man");
  const bool have_mandoc = have_tool("mandoc");
  if (!have_man) skip("man pages: there is no man(1) here");
  if (!have_mandoc) skip("man pages: there is no mandoc(1) here");
  const Sandbox box;
  Arguments pages = {"kb.1", "kb-query.7", "kb-codes.7"};
  for (const std::string& name : names_below(box.run({"help"}).out, "Commands:"))
    pages.push_back("kb-" + name + ".1");
  Arguments held;
  for (const auto& entry : fs::directory_iterator(folder))
    held.push_back(entry.path().filename().string());
  std::sort(pages.begin(), pages.end());
  std::sort(held.begin(), held.end());
  CHECK(held == pages);
  for (const std::string& page : pages) {
    CAPTURE(page);
    const std::string path = (folder / page).string();
    if (have_man) {
      const Ran ran = box.run_tool({"man", "--warnings", "-l", path});
      CHECK(ran.status == 0);
      CHECK(ran.err == "");
      CHECK(has(ran.out, "EXAMPLES"));
    }
    if (have_mandoc) {
      const Ran ran = box.run_tool({"mandoc", "-T", "lint", path});
      CHECK(ran.out + ran.err == "");
    }
  }
}
