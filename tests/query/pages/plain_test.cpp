// Articles as lines of a window.
#include "query/pages/plain.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "parser/text/encoding.h"

using namespace kb;

namespace {

std::string print(const std::vector<WindowLine>& lines) {
  std::string out;
  for (const WindowLine& line : lines) out += (line.heading ? "#" : "") + line.text + "\n";
  return out;
}

struct Row {
  std::string name;
  std::size_t width;
  std::string text;
  std::string want;
};

}  // namespace

TEST_CASE("text is filled to a width", "[pages]") {
  const auto row = GENERATE(values<Row>({
      {"nothing", 20, "", "\n"},
      {"one line", 20, "short", "short\n"},
      {"exactly", 10, "1234 67890", "1234 67890\n"},
      {"one more", 10, "1234 678901", "1234\n678901\n"},
      {"characters, not bytes", 10, "\u00e4\u00f6\u00fc\u00df 67890",
       "\u00e4\u00f6\u00fc\u00df 67890\n"},
      {"a long path", 12, "see C:\\Winnt\\System32\\Spool",
       "see\nC:\\Winnt\\\nSystem32\\\nSpool\n"},
      {"a long word", 8, "abcdefghijk", "abcdefgh\nijk\n"},
      {"a margin", 20, "  in front", "  in front\n"},
  }));
  DYNAMIC_SECTION(row.name) {
    std::string lines;
    for (const std::string& line : fill(row.text, row.width)) lines += line + "\n";
    CHECK(lines == row.want);
  }
}

TEST_CASE("blocks become lines of a window", "[pages]") {
  const std::string table =
      "Name        Use\n------------------------------------\na.dll       prints what is held\n"
      "long.dll    is old\n";
  const auto row = GENERATE_COPY(values<Row>({
      {"a paragraph is filled again", 24, "The spooler stops when a\nprinter is removed from it.",
       "The spooler stops when a\nprinter is removed from\nit.\n"},
      {"blank lines as in the article", 80, "a:\n - b\n - c\n\nd", "a:\n - b\n - c\n\nd\n"},
      {"a list in a list hangs", 24, "1. Open the folder of it:\n\n    - the first one of them\n",
       "1. Open the folder of\n   it:\n\n    - the first one of\n      them\n"},
      {"code is never broken", 20, "Type:\n\n   int a_long_name = another_name();",
       "Type:\n\n  int a_long_name = another_name();\n"},
      {"a message is indented", 80, "Says:\n\n   Gone.", "Says:\n\n   Gone.\n"},
      {"a heading", 80, "Names\n-----\n\nText", "#Names\n-----\n\nText\n"},
      {"a table that fits", 40, table, table},
      {"a table that is folded", 24, table,
       "Name      Use\n--------  --------------\na.dll     prints what is\n          held\n\n"
       "long.dll  is old\n"},
      {"a table in a very narrow window", 12, table,
       "Name: a.dll\nUse: prints\nwhat is held\n\nName:\nlong.dll\nUse: is old\n"},
      {"a ruler is cut", 20, "+----------------------------+\n| nothing but this |",
       "+-------------------\n| nothing but this |\n"},
      {"controls are seen", 80, "a\x1b[2Jb", "a\\u001b[2Jb\n"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(print(page_lines(read_blocks(row.text), row.width)) == row.want);
  }
}
