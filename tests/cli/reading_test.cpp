// Reading in a window: articles and lists fit it, and long lists say how to see the rest.
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "tests/support/articles.h"
#include "tests/support/sandbox.h"

using namespace kb::testing;

namespace {

std::size_t widest(const std::string& text) {
  std::istringstream lines(text);
  std::size_t width = 0;
  for (std::string line; std::getline(lines, line);) width = std::max(width, line.size());
  return width;
}

/// `text` without the escapes of styles.
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
    } else {
      out += text[i];
    }
  }
  return out;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

const std::string kLongTitle = "Printing a Document That Is Long from a Computer That Is Far Away";

}  // namespace

TEST_CASE("articles and lists fit the window that $COLUMNS tells", "[cli][reading]") {
  const Sandbox box;
  box.write("a/Q100001.TXT",
            document({"Q100001", kLongTitle.substr(0, 60),
                      "The printer of the first floor stops with 0xC1060107 whenever a long\n"
                      "document is sent to it. The table says which file to replace:\n\n"
                      "Component: Spooler\n\n"
                      "Date      Time   Version     Size    File name       Platform\n"
                      "--------------------------------------------------------------\n"
                      "10-26-99  2:08PM 4.2.728.1   81,888  spoolss.dll     x86\n\n"
                      "   Q100002 " +
                          kLongTitle + "\n"}));
  box.index({"a"});
  for (const int columns : {40, 80, 120}) {
    for (const Arguments& arguments : std::vector<Arguments>{{"show", "Q100001"},
                                                             {"search", "printer"},
                                                             {"error", "0xC1060107"},
                                                             {"file", "spoolss.dll"},
                                                             {"show", "Q100002"},
                                                             {"explain", "+printer 0xC1060107"},
                                                             {"show", "--related", "Q100001"}}) {
      Arguments colored = arguments;
      colored.insert(colored.begin(), {"--color", "always"});
      const std::string width = std::to_string(columns);
      const std::string seen = box.command(arguments).set("COLUMNS", width).run().out;
      CAPTURE(columns, arguments, seen);
      CHECK(!seen.empty());
      CHECK(widest(seen) <= std::size_t(columns));
      CHECK(plain(box.command(colored).set("COLUMNS", width).run().out) == seen);
    }
  }
}

TEST_CASE("many error codes take three lines, and --codes lists them", "[cli][reading]") {
  const Sandbox box;
  std::string codes;
  for (int i = 10; i < 90; ++i) codes += "It stops with 0xC10601" + std::to_string(i) + ".\n\n";
  box.write("a/Q100001.TXT", document({"Q100001", "Many Codes", codes}));
  box.index({"a"});
  const std::string shown = box.run({"show", "Q100001"}).out;
  CAPTURE(shown);
  CHECK(shown.find("            ... 80 in all (--codes)\n") != std::string::npos);
  CHECK(shown.find("Codes       0xC1060110, ") != std::string::npos);
  const Ran listed = box.run({"show", "--codes", "Q100001"});
  CHECK(count(listed.out, "\n") == 80);
  CHECK(listed.out.starts_with("0xC1060110\n"));
}

TEST_CASE("of a number that is only cited 20 citing articles are listed", "[cli][reading]") {
  const Sandbox box;
  for (int i = 1; i <= 23; ++i) {
    const std::string id = "Q" + std::to_string(100000 + i);
    box.write("a/" + id + ".TXT", document({id, "Printer " + id, "See Q200000."}));
  }
  box.index({"a"});
  const Ran few = box.run({"show", "Q200000"});
  CHECK(few.status == 1);
  CHECK(count(few.out, "Printer Q") == 20);
  CHECK(few.out.ends_with("  and 3 more (--all)\n"));
  const Ran all = box.run({"show", "--all", "Q200000"});
  CHECK(count(all.out, "Printer Q") == 23);
  CHECK(all.out.find("more (--all)") == std::string::npos);
}

TEST_CASE("explain prints words, and all stages as JSON", "[cli][reading]") {
  const Sandbox box;
  box.write("a/Q100001.TXT", document({"Q100001", "Printer", "The spooler stops."}));
  box.index({"a"});
  CHECK(box.run({"explain", "spooler"}).out.find("Zspooler") == std::string::npos);
  CHECK(box.run({"explain", "-v", "spooler"}).out.find("Zspooler") != std::string::npos);
  CHECK(box.run({"explain", "--json", "spooler"})
            .out.starts_with("{\"format\":1,\"query\":\"spooler\""));
}
