#include "parser/citations/references.h"

#include <catch2/catch.hpp>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

struct Row {
  const char* name;
  std::string text;
  const char* want;  ///< `id=title` joined by "; ", `id` alone without title
};

std::string shown(const std::vector<Reference>& references) {
  std::string out;
  for (const Reference& reference : references) {
    if (!out.empty()) out += "; ";
    out += reference.id;
    if (reference.title) out += "=" + *reference.title;
  }
  return out;
}

std::string read(const std::string& text, Dialect dialect) {
  const Section section{SectionKind::kMoreInformation, "MORE INFORMATION", text};
  return shown(find_references({section}, "Q100001", dialect));
}

}  // namespace

TEST_CASE("cited articles are the same with line ends and without", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"an indented line with its title",
       "For details, read this article:\n\n   Q191014 XGEN: How to Paint a Wall\n\nThe wall must "
       "be "
       "dry before you begin.",
       "Q191014=XGEN: How to Paint a Wall"},
      {"a wrapped title",
       "For details, read this article:\n\n   Q288239 SMS: How to Obtain the Latest Paint for "
       "Every "
       "Wall of a Large House\n   and Garden\n\nYou need a brush.",
       "Q288239=SMS: How to Obtain the Latest Paint for Every Wall of a Large House and Garden"},
      {"the title of a later place, the order of the first",
       "Apply the colour as in Q139291. Then see article Q139292 too.\n\nRead this article:\n\n   "
       "Q139291 HOWTO: Change the Colour of a Wall\n",
       "Q139291=HOWTO: Change the Colour of a Wall; Q139292"},
      {"each once, without the article itself",
       "See Q100001 and Q139291.\n\n   Q139291 HOWTO: Change the Colour\n\n   Q139291 HOWTO: "
       "Again\n",
       "Q139291=HOWTO: Change the Colour"},
      {"lines one below the other",
       "Fixed:\n\nQ128453: Brush Hangs (Hair Violation) on Wall\nQ130093: Err Msg: Incorrect "
       "Colour\n"
       "Q120184 FIX: Paint Does Not Dry\n",
       "Q128453=Brush Hangs (Hair Violation) on Wall; Q130093=Err Msg: Incorrect Colour; "
       "Q120184=FIX: Paint Does Not Dry"},
      {"the label block",
       "Read this article:\n\n   ARTICLE-ID: Q170400\n   TITLE     : Red Paint Can Be Used on Any "
       "Wall\n\nNOTE: Wear gloves.",
       "Q170400=Red Paint Can Be Used on Any Wall"},
      {"the label block with blank lines between",
       "Read this article:\n\n   ARTICLE-ID: Q170400\n\n   TITLE     : How to Obtain the Latest "
       "Red "
       "Paint from Outside\n\n   Services\n",
       "Q170400=How to Obtain the Latest Red Paint from Outside Services"},
      {"prose glued to a title that is broken for its width",
       "Read this article:\n\n   Q97635 How to List the Currently Dry Walls in a House No other "
       "walls\n   are available.\n\nPaint.",
       "Q97635=How to List the Currently Dry Walls in a House"},
      {"a bullet",
       "Ways out:\n\n - Q152734 How to Obtain the Latest Red Paint\n\n-or-\n\nUse blue.",
       "Q152734=How to Obtain the Latest Red Paint"},
      {"a blank before the colon",
       "Read:\n\n   Q170365 : INFO: Brushes - What, Where, and Why\n\nFor a list of the Visual "
       "Paint "
       "brushes that were replaced, read on.",
       "Q170365=INFO: Brushes - What, Where, and Why"},
      {"a title glued", "Read:\n\nQ99713How to Paint\n\nNOTE: It is red.", "Q99713=How to Paint"},
      {"lower case", "Read:\n\n   q147222 Group of Paints for Walls\n",
       "Q147222=Group of Paints for Walls"},
      {"a blank in the id", "See\n\n    Q 274256 - Paint Pages\n", "Q274256=Paint Pages"},
      {"a table cell",
       "Known:\n\n+--------------------------+\n| Q129189 | BUG: Brush Breaks  "
       "|\n+-------------------"
       "-------+\n",
       "Q129189=BUG: Brush Breaks"},
      {"quoted behind the id", "See article Q160452, \"Brush Logs Errors,\" for more.",
       "Q160452=Brush Logs Errors"},
      {"quoted before the id", "The article \"Adding a Brush,\" Q94232, describes it.",
       "Q94232=Adding a Brush"},
      {"set off by dashes", "See KB article Q87030--SMTP: Brush Components.",
       "Q87030=SMTP: Brush Components."},
      {"a sentence goes on", "Apply Q299435 before you paint. See Q139625 for more.",
       "Q299435; Q139625"},
      {"parentheses", "Paint (Q314169) dries.", "Q314169"},
      {"a sub-heading ends a title",
       "Read:\n\n   Q152734 How to Obtain the Latest Paint\n\nRed Wall 4.0\n------------\n\nPaint "
       "it.",
       "Q152734=How to Obtain the Latest Paint"},
      {"a step ends a title",
       "1. Paint as in this article:\n\n   Q303324 BUG: Brush 2000 Breaks Wall\n\n2. From the "
       "menu, "
       "choose Dry.",
       "Q303324=BUG: Brush 2000 Breaks Wall"},
      {"packages and paths",
       "Download Q248838engi.exe from http://host/Q279631/a.exe, run Q308101.exe or "
       "Q18/3/Q18365.asp and C:\\Backup\\Q251137\\a.",
       ""},
      {"printers and indexes", "Kyocera Q8010, Q2200510.WPD, '+Q67490+S3001+Q67480'", ""},
      {"glued ids", "Read:\n\n   Q157719Q157718 INFO: Paint\n", "Q157719; Q157718=INFO: Paint"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(read(row.text, Dialect::kDocument) == row.want);
    CHECK(read(fold_blanks(row.text), Dialect::kDocumentFlat) == row.want);
  }
}

TEST_CASE("a broken line is joined in both line dialects", "[parser]") {
  const std::string first =
      "Read this article:\n\n   Q288239 SMS: How to Obtain the Latest Systems "
      "Paint 2.0 Service\n";
  CHECK(read(first + "   Pack\n", Dialect::kDocument) ==
        "Q288239=SMS: How to Obtain the Latest Systems Paint 2.0 Service Pack");
  CHECK(read("Read:\n\n   Q288239 Short Title\n   Text below it.\n", Dialect::kDocument) ==
        "Q288239=Short Title");
  CHECK(read("Read:\n\n   Q178543 XCLN: Err Msg: Can't paint this wall. Cannot add the colour to "
             "the\n   house; none was provided.\n",
             Dialect::kDocument) ==
        "Q178543=XCLN: Err Msg: Can't paint this wall. Cannot add the colour to the house; none "
        "was provided.");
}

TEST_CASE("an article tag cites the article in it", "[parser]") {
  CHECK(read("Read:\n\n   ARTICLE-ID: <LINK TYPE=\"ARTICLE\" VALUE=\"Q119591\">Q119591</LINK>\n   "
             "TITLE : How to Paint\n",
             Dialect::kDocument) == "Q119591=How to Paint");
}

TEST_CASE("an id alone above prose has no title", "[parser]") {
  CHECK(read("Hairs Fall Out:\n\nQ100032\n\nWhen you press the brush hard, hairs fall out.",
             Dialect::kDocument) == "Q100032");
}

TEST_CASE("any text is scanned in linear time", "[parser]") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "Q12345 \"";
  CHECK(scan_references(text, Dialect::kDocument).size() == 200000);
  CHECK(scan_references(text, Dialect::kDocumentFlat).size() == 200000);
  CHECK(scan_references(std::string(1 << 20, '\n') + "Q12345", Dialect::kDocument).size() == 1);
  CHECK(scan_references("Q12345", Dialect::kDocument).size() == 1);
  CHECK(scan_references("Q12345", Dialect::kDocumentFlat).size() == 1);
}
