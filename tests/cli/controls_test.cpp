// Nothing that an article, a file name or a query holds reaches a terminal as a control: every
// command in every format over articles that hold all of them everywhere.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/articles.h"
#include "tests/support/machine.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

std::string utf8(char32_t c) {
  if (c < 0x80) return {char(c)};
  if (c < 0x800) return {char(0xC0 | (c >> 6)), char(0x80 | (c & 0x3F))};
  return {char(0xE0 | (c >> 12)), char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
}

/// C0 but NUL and what breaks lines, DEL, C1, and what turns the direction of writing.
std::vector<std::string> controls() {
  std::vector<std::string> all;
  const auto add = [&](char32_t first, char32_t last) {
    for (char32_t c = first; c <= last; ++c) all.push_back(utf8(c));
  };
  add(0x01, 0x08);
  add(0x0B, 0x0C);
  add(0x0E, 0x1F);
  add(0x7F, 0x9F);
  add(0x061C, 0x061C);
  add(0x200E, 0x200F);
  add(0x202A, 0x202E);
  add(0x2066, 0x2069);
  return all;
}

std::string all_controls() { return fmt::format("{}", fmt::join(controls(), "")); }

/// The first control in `text`, in hexadecimal; empty if there is none.
std::string control_in(const std::string& text) {
  if (text.find('\0') != std::string::npos) return "00";
  for (const std::string& control : controls()) {
    if (text.find(control) != std::string::npos)
      return fmt::format("{:02x}", fmt::join(control, " "));
  }
  return {};
}

/// An article with `bad` in everything that is printed.
std::string hostile_article(const std::string& id, const std::string& bad) {
  const std::string text =
      "The spooler " + bad + " stops, the error is 0xc1060107 (" + bad +
      ").\r\n\r\nEvent ID: 4058\r\nSource: S" + bad +
      "\r\n\r\nTo find it, query on the following words in the Microsoft Knowledge Base:\r\n\r\n"
      "   printer and not \"sp" +
      bad + "ooler\"\r\n\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\K" + bad +
      "ey\\Sub\r\n\r\n   Date      Time   Version     Size    File name   Platform\r\n"
      "   ----------------------------------------------------------\r\n"
      "   02/04/00  01:22a 5.0.2195.1  76,560  User" +
      bad + "env.dll  In" + bad +
      "tel\r\n   02/04/00  01:22a 5.0.2195.1  76,560  Userenv.dll  Intel\r\n\r\n"
      "MORE" +
      bad + " INFORMATION\r\n======" + std::string(bad.size(), '=') +
      "===========\r\n\r\nSee the following articles in the Microsoft Knowledge Base:\r\n\r\n"
      "   Q999999 XADM: Ghost " +
      bad + " title\r\n   Q100002 XADM: Other " + bad + " title\r\n";
  std::string article = document({id, "XADM: Spooler " + bad + "<b>stops</b>", text});
  const auto replace = [&](const std::string& from, const std::string& to) {
    const std::size_t at = article.find(from);
    REQUIRE(at != std::string::npos);
    article.replace(at, from.size(), to);
  };
  replace("PRODUCT :Microsoft Windows NT", "PRODUCT :Microsoft " + bad + " NT");
  replace("KEYWORDS:kbprint", "KEYWORDS:kb" + bad + "print");
  replace("Keywords          : kbprint", "Keywords          : kb" + bad + "print");
  replace("Server version 4.0", "Ser" + bad + "ver version 4.0");
  replace("PROD/VER:winnt:4.0", "PROD/VER:win" + bad + "nt:4.0");
  return article;
}

struct Hostile : Sandbox {
  Hostile() {
    write("a/" + bad + "Q100001.TXT", hostile_article("Q100001", bad + std::string(1, '\0')));
    write("a/Q100002.TXT", hostile_article("Q100002", bad));
    write("a/" + note, "A spooler " + bad + " note of 0xc1060107\n");
    write("q", "spooler\n" + bad + "\n");
    write("disk/WINNT/system32/config/software",
          hive({"software",
                {},
                {{"Microsoft",
                  {},
                  {{"Windows NT",
                    {},
                    {{"CurrentVersion",
                      {{"CurrentVersion", "4.0"}, {"CSDVersion", "Service Pack " + bad}}}}}}}}}));
    write("disk/WINNT/system32/config/SysEvent.Evt",
          event_record({1, 900000000, 4058, 1, "S" + bad, {"text " + bad}}));
    index({"a"});
  }
  const std::string bad = all_controls();
  const std::string note = "note" + bad + "\xFC.txt";
};

/// Every command with every format that it has.
std::vector<Arguments> runs(const Hostile& box) {
  const std::string& bad = box.bad;
  return {{"index", "-v", "a", "none" + bad},
          {"index", "-v", "--json", "a"},
          {"search", "spooler"},
          {"search", "--facets", "--why", "--on", "n" + bad, "spooler"},
          {"search", "--json", "--facets", "--why", "spooler"},
          {"search", "--batch", "q"},
          {"search", "--batch", "none" + bad},
          {"search", "zzz" + bad},
          {"search", "--sort", "zzz" + bad, "spooler"},
          {"spooler"},
          {"zzz" + bad},
          {"show", "Q100001"},
          {"show", "--json", "Q100001"},
          {"show", "--format", "text", "Q100001"},
          {"show", "--format", "markdown", "Q100001"},
          {"show", "--format", "html", "Q100001"},
          {"show", "--format", "json", "Q100001"},
          {"show", "--format", "raw", "Q100001"},
          {"show", "--related", "Q100001"},
          {"show", "--related", "--json", "Q100001"},
          {"show", "--related", "zzz" + bad},
          {"show", "Q999999"},
          {"show", "--json", "Q999999"},
          {"show", "a/" + box.note},
          {"show", "zzz" + bad},
          {"error", "0xc1060107"},
          {"error", "--json", "0xc1060107"},
          {"error", "zzz" + bad},
          {"triage", "a/Q100002.TXT"},
          {"triage", "--json", "a/Q100002.TXT"},
          {"triage", "none" + bad},
          {"file", "userenv.dll"},
          {"file", "--json", "userenv.dll"},
          {"file", "user" + bad + "env.dll"},
          {"parse", "a"},
          {"parse", "--json", "a"},
          {"parse", "--check", "a"},
          {"parse", "--check", "--json", "a"},
          {"parse", "none" + bad},
          {"explain", "spooler " + bad},
          {"complete", "sp"},
          {"complete", "--json", "sp"},
          {"complete", "xadm"},
          {"fields"},
          {"fields", "--json"},
          {"stats"},
          {"stats", "--json"},
          {"stats", "--db", "none" + bad},
          {"check"},
          {"check", "--deep"},
          {"check", "--json"},
          {"pack", "out" + bad + ".kb"},
          {"unpack", "--db", "un" + bad, "out" + bad + ".kb"},
          {"unpack", "--db", "un" + bad, "none" + bad},
          {"help"},
          {"help", "zzz" + bad},
          {"version"},
          {"search", "--format", "tsv", "spooler"},
          {"show", "me" + bad},
          {"pack", "my" + bad},
          {"serch" + bad, "foo"},
          {"complete", "--line", "show\nsp"},
          {"export"},
          {"export", "--sqlite", "out" + bad + ".db"},
          {"bench", "none" + bad},
          {"inspect", "disk"},
          {"inspect", "--json", "disk"},
          {"inspect", "--all", "disk"},
          {"inspect", "none" + bad},
          {"serve", "--listen", "none" + bad},
          {"serve", "--db", "none" + bad},
          {"--" + bad},
          {"show", "--" + bad}};
}

bool is_raw(const Arguments& arguments) {
  return std::find(arguments.begin(), arguments.end(), "raw") != arguments.end();
}

std::string shell_line(const Arguments& arguments) {
  std::string line = KB_PROGRAM;
  for (const std::string& argument : arguments) line += " '" + argument + "'";
  return line;
}

/// What a terminal that shows no colours is sent, but for the line ends of the terminal itself.
std::string on_terminal(const Hostile& box, const Arguments& arguments) {
  const Ran ran = box.run_tool(
      {"script", "-qec", "TERM=dumb " + shell_line(arguments) + " --no-pager -q", "/dev/null"});
  std::string out;
  for (const char c : ran.out) out.append(c == '\r' ? 0 : 1, c);
  return out;
}

}  // namespace

TEST_CASE("every command has a run with hostile articles", "[cli][controls]") {
  const Hostile box;
  const std::string help = box.run({"--help"}).out;
  std::istringstream lines(help.substr(help.find("Commands:")));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line.starts_with("  ")) {
    std::string name;
    std::istringstream(line) >> name;
    CAPTURE(line);
    const auto all = runs(box);
    if (line.starts_with("   ")) continue;  // help text goes on
    CHECK(std::any_of(all.begin(), all.end(), [&](const auto& run) { return run[0] == name; }));
  }
}

TEST_CASE("no control of an article, a file name or a query is printed", "[cli][controls]") {
  const Hostile box;
  for (const Arguments& arguments : runs(box)) {
    const Ran ran = box.run(arguments);
    CAPTURE(shell_line(arguments));
    CHECK(ran.status <= 2);
    if (!is_raw(arguments)) CHECK(control_in(ran.out) == "");
    CHECK(control_in(ran.err) == "");
  }
}

TEST_CASE("no control of an article or a file name reaches a terminal", "[cli][controls]") {
  if (!have_tool("script")) return skip("terminal: there is no script(1) here");
  const Hostile box;
  for (const Arguments& arguments : runs(box)) {
    CAPTURE(shell_line(arguments));
    const std::string shown = on_terminal(box, arguments);
    CHECK(control_in(shown) == "");
  }
}

TEST_CASE("raw bytes are the file's own where no terminal shows them", "[cli][controls]") {
  const Hostile box;
  CHECK(box.run({"show", "--format", "raw", "Q100002"}).out == box.read("a/Q100002.TXT"));
}

TEST_CASE("JSON keeps the controls of an article as escapes", "[cli][controls]") {
  const Hostile box;
  const Ran ran = box.run({"show", "--json", "Q100002"});
  const auto json = nlohmann::json::parse(ran.out);
  CHECK(json["title"].get<std::string>().find(utf8(0x202E) + utf8(0x2066)) != std::string::npos);
  CHECK(json["title"].get<std::string>().find(utf8(0x7F) + utf8(0x80)) != std::string::npos);
}

TEST_CASE("the titles of a Markdown page are text, not HTML or links", "[cli][controls]") {
  const Sandbox box;
  box.write("a/Q100001.TXT",
            document({"Q100001", "The <script>x</script> & ![a](http://b) \"c\"", "It stops."}));
  box.index({"a"});
  const std::string page = box.run({"show", "--format", "markdown", "Q100001"}).out;
  CHECK(page.find("# The &lt;script&gt;x&lt;/script&gt; &amp; !\\[a](http://b) \"c\"\n") !=
        std::string::npos);
}
