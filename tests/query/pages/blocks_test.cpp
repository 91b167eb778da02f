// The blocks of a text, each kind in a row of its own.
#include "query/pages/blocks.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

/// `item1 1. <One> | paragraph1 <two / lines> | "paragraph <said>`: kind, depth where not 0, marker,
/// the lines; a quotation mark in front of what is quoted; a table's cells between bars.
std::string print(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (!out.empty()) out += " | ";
    if (block.quoted) out += '"';
    out += name_of(block.kind);
    if (block.depth > 0) out += std::to_string(block.depth);
    if (!block.marker.empty()) out += " " + block.marker;
    if (block.rows.empty()) {
      out += fmt::format(" <{}>", fmt::join(block.lines, " / "));
      continue;
    }
    out += block.header ? " head" : "";
    for (const auto& row : block.rows) out += fmt::format(" <{}>", fmt::join(row, "|"));
  }
  return out;
}

struct Row {
  std::string name;
  std::string text;
  std::string want;
};

}  // namespace

TEST_CASE("text is read as blocks", "[pages]") {
  const auto row = GENERATE(values<Row>({
      {"nothing", "", ""},
      {"blank lines", "\n  \n\t\n", ""},
      {"a line", "The spooler stops.", "paragraph <The spooler stops.>"},
      {"a paragraph the screen broke",
       "When a printer is removed while a document waits for it, the spooler may stop\n"
       "answering, and the next document is lost.",
       "paragraph <When a printer is removed while a document waits for it, the spooler may stop "
       "answering, and the next document is lost.>"},
      {"two paragraphs", "One.\n\nTwo.", "paragraph <One.> | paragraph <Two.>"},
      {"lines ended on purpose", "Bin\\Win16 (old)\nBin\\Win32 (new)",
       "paragraph <Bin\\Win16 (old) / Bin\\Win32 (new)>"},
      {"a message under its lead-in", "The following message appears:\n\n   The printer is gone.",
       "paragraph <The following message appears:> | \"paragraph <The printer is gone.>"},
      {"a heading", "Printer Names\n-------------\n\nThey are short.",
       "heading <Printer Names> | paragraph <They are short.>"},
      {"a heading of two lines",
       "All Printers of the\nFirst Floor\n--------------------------------",
       "heading <All Printers of the First Floor>"},
      {"a heading between rulers", "==========\nPrinters\n==========\nText.",
       "heading <Printers> | paragraph <Text.>"},
      {"a divider", "One.\n\n======================\n\nTwo.",
       "paragraph <One.> | rule <> | paragraph <Two.>"},
      {"numbers", "1. Stop it.\n\n2. Start it.", "item1 1. <Stop it.> | item1 2. <Start it.>"},
      {"bullets without blank lines", "Copy:\n - a.dll\n - b.dll",
       "paragraph <Copy:> | item1 - <a.dll> | item1 - <b.dll>"},
      {"a list inside a list", "1. Copy:\n\n    - a.dll\n\n    - b.dll\n\n2. Start it.",
       "item1 1. <Copy:> | item2 - <a.dll> | item2 - <b.dll> | item1 2. <Start it.>"},
      {"letters", "2. Open it:\n\n   a. Click File.\n\n   b. Click Open.",
       "item1 2. <Open it:> | item2 a. <Click File.> | item2 b. <Click Open.>"},
      {"an item of several lines and paragraphs",
       " - The first printer, which stands in the hall beside the stairs and has paper\n"
       "   of its own.\n\n   It is old.\n\nAfter it.",
       "item1 - <The first printer, which stands in the hall beside the stairs and has paper of "
       "its own.> | paragraph1 <It is old.> | paragraph <After it.>"},
      {"lines that hang by two",
       "1. In the Printers folder, with the right button of the mouse, click the\n"
       "  printer that is old.",
       "item1 1. <In the Printers folder, with the right button of the "
       "mouse, click the printer that is old.>"},
      {"a message inside an item", "1. Type:\n\n      print /d:lpt1\n\n2. Wait.",
       "item1 1. <Type:> | \"paragraph1 <print /d:lpt1> | item1 2. <Wait.>"},
      {"a number that is none",
       "The printer was sold to more than a thousand offices, most often in version\n"
       "4. That was long ago.",
       "paragraph <The printer was sold to more than a thousand offices, most often in version 4. "
       "That was long ago.>"},
      {"a term", "LocalPort\n   The name of the port.",
       "term <LocalPort> | \"paragraph <The name of the port.>"},
      {"code", "Do this:\n\n   int main() {\n      run();\n   }",
       "paragraph <Do this:> | \"code <int main() { /    run(); / }>"},
      {"code with blank lines and comments",
       "   ' Opens the port that the user named.\n   Dim Port As Integer\n\n   Port = 1\n\n   "
       "Start Port",
       "code <' Opens the port that the user named. / Dim Port As Integer /  / Port = 1 /  / Start "
       "Port>"},
      {"a table under a ruler", "Name      Size\n--------------\na.dll      120\nb.dll       40",
       "table head <Name|Size> <a.dll|120> <b.dll|40>"},
      {"a table under rulers", "Name      Size\n-----     ----\n\na.dll     120\nlong name 40",
       "table head <Name|Size> <a.dll|120> <long name|40>"},
      {"a drawn table",
       "+------+------+\n| Name | Size |\n+------+------+\n| a    | 1    |\n| b    | 2    "
       "|\n+------+------+",
       "table head <Name|Size> <a|1> <b|2>"},
      {"a drawn table with a ruler a row",
       "+-------------+\n| Name | Use  |\n+-------------+\n| a    | to   |\n|      | read "
       "|\n+-------------+\n| b    |      |\n+-------------+",
       "table head <Name|Use> <a|to read> <b|>"},
      {"a drawn row that the screen broke",
       "+------+\n| Name | Use |\n+------+\n| a    | to read\n   it |\n+------+",
       "table head <Name|Use> <a|to read it>"},
      {"text right below a drawn table", "+---+---+\n| a | b |\n| c | d |\n+---+---+\nThat is all.",
       "table <a|b> <c|d> | paragraph <That is all.>"},
      {"Basic in capitals",
       "This prints it:\n\n'Prints the name of the file, and then it ends.\nFOR I = 1 TO 10\n   "
       "PRINT "
       "\"the name of the file is \"; N$(I)\nNEXT",
       "paragraph <This prints it:> | code <'Prints the name of the file, and then it ends. / FOR "
       "I = 1 TO 10 /    PRINT \"the name of the file is \"; N$(I) / NEXT>"},
      {"a stack",
       "The log holds:\n\n   0b1cf430 0086a59d store!Decode\n   0b1cf478 0086aa20 store!Get",
       "paragraph <The log holds:> | \"code <0b1cf430 0086a59d store!Decode / 0b1cf478 0086aa20 "
       "store!Get>"},
      {"a remark of many words between statements",
       "Type:\n\n   x = 1\n\n   y = 2 && so that it is the one to be\n\n   z = 3",
       "paragraph <Type:> | \"code <x = 1 /  / y = 2 && so that it is the one to be /  / z = 3>"},
      {"columns without ruler", "alpha     one\nbeta      two\ngamma     three",
       "table <alpha     one / beta      two / gamma     three>"},
      {"two blanks behind a full stop", "It stops.  It starts.\nIt waits.  It ends.",
       "paragraph <It stops. It starts. / It waits. It ends.>"},
      {"a printed character", "the user[ASCII 146]s file [ASCII 7] [ASCII x]",
       "paragraph <the user\u2019s file [ASCII 7] [ASCII x]>"},
      {"a long line of lost breaks", std::string(130, 'a') + "\nb",
       "paragraph <" + std::string(130, 'a') + " / b>"},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(print(read_blocks(row.text)) == row.want); }
}

namespace {

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) out += c;
  }
  return out;
}

/// What the ranges of the blocks hold, in order; fails where they overlap.
std::string covered(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (const Block& block : read_blocks(text)) {
    REQUIRE(block.begin >= done);
    REQUIRE(block.end > block.begin);
    REQUIRE(block.end <= text.size());
    out += without_blanks(text.substr(block.begin, block.end - block.begin));
    done = block.end;
  }
  return out;
}

}  // namespace

TEST_CASE("every character stands in exactly one block, in order", "[pages]") {
  const std::vector<std::string> pieces = {
      "word ",    "\n",          "\n\n",     "   ",         "- ",
      "1. ",      "a) ",         "-----",    "+---+---+\n", "| a | b |\n",
      "int x;\n", "=====\n",     "Name:  ",  "\t",          "\r",
      "Q182320 ", "[ASCII 150]", "\xC3\xA4", "\xFF",        "the end of it is near "};
  std::mt19937 random(19990421);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += pieces[random() % pieces.size()];
    CAPTURE(round, text);
    CHECK(covered(text) == without_blanks(text));
  }
}
