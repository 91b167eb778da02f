// Completion: what the program offers for a line, and what Tab makes of it in real shells.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "tests/support/sandbox.h"

using namespace kb::testing;
namespace fs = std::filesystem;

namespace {

const std::string kScripts = KB_SOURCE_DIR "/cli/completion/";
const std::string kFolder = fs::path(KB_PROGRAM).parent_path().string();

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Sample : Sandbox {
  Sample() { index(); }
};

/// A line as it is typed, and what Tab makes of it; where nothing of the last word is typed, what the
/// key makes of it that inserts all that may stand there. A blank behind a word says that it is whole.
struct Typed {
  std::string line, want;

  std::string key() const { return line.ends_with(' ') ? "\x10" : "\t"; }
};

const std::vector<Typed> kTyped = {
    {"kb pac", "kb pack "},
    {"kb help que", "kb help query "},
    {"kb search --fac", "kb search --facets "},
    {"kb search --sort ne", "kb search --sort newest "},
    {"kb search --sort=ne", "kb search --sort=newest "},
    {"kb show --format ma", "kb show --format markdown "},
    {"kb show -n 3 Q18232", "kb show -n 3 Q182320 "},
    {"kb search upgrade titl", "kb search upgrade title:"},
    {"kb unpack so", "kb unpack some.kb "},
    {"kb --db=so", "kb --db=some.kb "},
    {"kb search --sort ", "kb search --sort id newest oldest relevance "},
    {"kb search --format ", "kb search --format json text tsv "},
};

/// Types all lines in an interactive shell that leaves them, completed, in the file `completed`.
std::vector<std::string> completed_by(const Sandbox& box, const Arguments& shell) {
  const Ran ran = box.run_tool(shell);
  INFO(ran.out << ran.err);
  REQUIRE(box.has("completed"));
  const std::vector<std::string> lines = lines_of(box.read("completed"));
  REQUIRE(lines.size() == kTyped.size());
  return lines;
}

}  // namespace

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

TEST_CASE("Tab completes a line in bash", "[cli][complete]") {
  if (!have_tool("bash")) return skip("completion: there is no bash here");
  const Sample box;
  box.write("some.kb", "");
  box.write("rc", "PATH=" + kFolder + ":$PATH\n. " + kScripts +
                      "kb.bash\nkeep() { printf '%s\\n' \"$READLINE_LINE\" >>completed; }\n"
                      "bind -x '\"\\C-t\": keep'\nbind '\"\\C-p\": insert-completions'\n");
  std::string typed;
  for (const Typed& row : kTyped) typed += row.line + row.key() + "\x14\x15";  // keep, kill
  box.write("typed", typed + "exit\n");
  const auto lines =
      completed_by(box, {"setsid", "-w", "bash", "-c", "bash --noprofile --rcfile rc -i <typed"});
  for (std::size_t i = 0; i < kTyped.size(); ++i) {
    CAPTURE(kTyped[i].line);
    CHECK(lines[i] == kTyped[i].want);
  }
}

TEST_CASE("Tab completes a line in zsh", "[cli][complete]") {
  if (!have_tool("zsh")) return skip("completion: there is no zsh here");
  const Sample box;
  box.write("some.kb", "");
  box.write("rc", "PATH=" + kFolder + ":$PATH\nfpath=(" + kScripts +
                      " $fpath)\nautoload -U compinit\ncompinit -u -D\n"
                      "keep() { print -r -- $BUFFER >>completed; BUFFER= }\nzle -N keep\n"
                      "every() { _main_complete; compstate[insert]=all }\n"
                      "zle -C every complete-word every\n"
                      "bindkey '^T' keep\nbindkey '^P' every\n");
  std::string typing = "zmodload zsh/zpty\nzpty shell zsh -f -i\nzpty -w shell '. ./rc'\n";
  for (const Typed& row : kTyped) typing += "zpty -w -n shell '" + row.line + row.key() + "\x14'\n";
  box.write("typing",
            typing + "zpty -w shell exit\nwhile zpty -r shell line; do print $line; done\n");
  const auto lines = completed_by(box, {"zsh", "-f", "typing"});
  for (std::size_t i = 0; i < kTyped.size(); ++i) {
    CAPTURE(kTyped[i].line);
    CHECK(lines[i] == kTyped[i].want);
  }
}

TEST_CASE("Tab completes a line in fish", "[cli][complete]") {
  if (!have_tool("fish")) return skip("completion: there is no fish here");
  const Sample box;
  box.write("some.kb", "");
  for (const auto& [line, want] : kTyped) {
    CAPTURE(line);
    // `complete -C` is fish's own answer to Tab: the words that may stand in place of the last.
    const Ran ran = box.run_tool({"fish", "-c",
                                  "set -x PATH " + kFolder + " $PATH; set fish_complete_path " +
                                      kScripts + "; complete -C '" + line + "'"});
    std::string whole = line.substr(0, line.rfind(' ') + 1);
    for (const std::string& found : lines_of(ran.out)) {
      whole += found.substr(0, found.find('\t'));
      if (!whole.ends_with(':')) whole += ' ';  // as fish does
    }
    CHECK(whole == want);
  }
}
