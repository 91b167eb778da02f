// Help, man pages and completion: they tell what the program takes, and their examples work.
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
  if (!fs::exists(folder)) return skip("man pages: there is no scdoc here");
  const Sandbox box;
  Arguments pages = {"kb.1", "kb-query.7", "kb-codes.7"};
  for (const std::string& name : names_below(box.run({"help"}).out, "Commands:"))
    pages.push_back("kb-" + name + ".1");
  for (const std::string& page : pages) {
    CAPTURE(page);
    const std::string path = (folder / page).string();
    REQUIRE(fs::exists(path));
    if (have_tool("man")) {
      const Ran ran = box.run_tool({"man", "--warnings", "-l", path});
      CHECK(ran.status == 0);
      CHECK(ran.err == "");
      CHECK(has(ran.out, "EXAMPLES"));
    } else {
      skip("man pages: there is no man(1) here");
    }
    if (have_tool("mandoc")) {
      // scdoc's own empty paragraphs are warnings of every page; an error is not.
      const Ran ran = box.run_tool({"mandoc", "-T", "lint", "-W", "error", path});
      CHECK(ran.out + ran.err == "");
    } else {
      skip("man pages: there is no mandoc(1) here");
    }
  }
}

TEST_CASE("a line is completed by what the program takes there", "[cli][complete]") {
  const Sample box;
  struct Row {
    std::string line, want;
  };
  for (const auto& [line, want] :
       std::vector<Row>{{"pac", "pack"},
                        {"search\n--so", "--sort"},
                        {"search\n--sort\n", "relevance newest oldest id"},
                        {"search\n--sort=ne", "--sort=newest"},
                        {"--sort\nne", "newest"},
                        {"show\n--format\nm", "markdown"},
                        {"search\n--format\n", "text json tsv"},
                        {"search\ntit", "title:"},
                        {"show\nQ18232", "Q182320"},
                        {"--db\n", ":files"},
                        {"search\n--batch\nx", ":files"},
                        {"unpack\n", ":files"},
                        {"pack\nx", ":files"},
                        {"index\na\nb", ":files"},
                        {"export\n--sqlite\n", ":files"},
                        {"export\n--html\n", ":files"},
                        {"help\nque", "query"},
                        {"help\npac", "pack"}}) {
    CAPTURE(line);
    const Ran ran = box.run({"complete", "--line", line});
    std::string texts;
    for (const std::string& found : lines_of(ran.out))
      texts += (texts.empty() ? "" : " ") + found.substr(0, found.find('\t'));
    const bool first = line == "search\ntit" || line == "show\nQ18232";
    CHECK((first ? texts.substr(0, want.size()) : texts) == want);
  }
}

TEST_CASE("bash, zsh and fish complete a line", "[cli][complete]") {
  const Sample box;
  const std::string kb = fs::path(KB_PROGRAM).parent_path().string();
  const std::string scripts = KB_SOURCE_DIR "/cli/completion/";
  const std::string path = "PATH=" + kb + ":$PATH; export PATH; ";
  box.write("some.kb", "");
  if (have_tool("bash")) {
    const auto bash = [&](const std::string& words) {
      return box
          .run_tool({"bash", "--norc", "-c",
                     path + ". " + scripts + "kb.bash; COMP_WORDS=(" + words +
                         "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _kb; echo \"${COMPREPLY[*]}\""})
          .out;
    };
    CHECK(bash("kb pac") == "pack\n");
    CHECK(bash("kb search --sort ''") == "relevance newest oldest id\n");
    CHECK(bash("kb unpack so") == "some.kb\n");
    CHECK(has(bash("kb show Q18232"), "Q182320"));
  } else {
    skip("completion: there is no bash here");
  }
  if (have_tool("fish")) {
    const auto fish = [&](const std::string& line) {
      return box
          .run_tool({"fish", "-c",
                     "set -x PATH " + kb + " $PATH; set fish_complete_path " + scripts +
                         "; complete -C '" + line + "'"})
          .out;
    };
    CHECK(has(fish("kb pac"), "pack\twrite the index"));
    CHECK(fish("kb search --sort ne") == "newest\n");
    CHECK(has(fish("kb unpack so"), "some.kb"));
    CHECK(has(fish("kb show Q18232"), "Q182320"));
  } else {
    skip("completion: there is no fish here");
  }
  if (!have_tool("zsh")) return skip("completion: there is no zsh here");
  // Outside of its editor zsh has no compadd; the function is the one that Tab calls.
  const auto zsh = [&](const std::string& words) {
    return box
        .run_tool({"zsh", "-f", "-c",
                   path + "compdef() { }; compadd() { print -r -- ${(P)@[-1]} }; " +
                       "_files() { print files }; . " + scripts + "_kb; words=(" + words +
                       "); CURRENT=$#words; _kb"})
        .out;
  };
  CHECK(zsh("kb pac") == "pack\n");
  CHECK(zsh("kb search --sort ''") == "relevance newest oldest id\n");
  CHECK(zsh("kb unpack so") == "files\n");
  CHECK(has(zsh("kb show Q18232"), "Q182320"));
}
