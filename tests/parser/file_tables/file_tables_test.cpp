#include "parser/file_tables/file_tables.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "parser/text/ascii.h"

using namespace kb;

namespace {

constexpr auto kLeadIn = "This fix has the following file attributes or later:\n\n";

std::string or_dash(const std::optional<std::string>& value) { return value.value_or("-"); }

/// `component|file|version|date|time|size|platform`
std::string print(const FileVersion& row) {
  return or_dash(row.component) + "|" + row.file + "|" + or_dash(row.version) + "|" +
         or_dash(row.date) + "|" + or_dash(row.time) + "|" +
         (row.size ? std::to_string(*row.size) : "-") + "|" + or_dash(row.platform);
}

std::vector<FileVersion> read(const std::string& text, Dialect dialect,
                              std::vector<Diagnostic>& diagnostics) {
  return find_file_versions({{SectionKind::kResolution, "RESOLUTION", text}}, dialect, diagnostics);
}

std::string rows(const std::string& text, Dialect dialect) {
  std::vector<Diagnostic> diagnostics;
  std::string out;
  for (const FileVersion& row : read(text, dialect, diagnostics)) out += print(row) + "\n";
  return out;
}

bool is_listed(const FileVersion& row) { return row.kind == RowKind::kListing; }

struct Row {
  std::string name, table, want;
};

}  // namespace

TEST_CASE("every layout gives the same rows with lines and without", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"date-led with a platform",
       "   Date        Time    Size    File name    Platform\n"
       "   -------------------------------------------------\n"
       "   02/04/2000  01:22a  76,560  Sample.dll   Intel\n"
       "   02/04/2000  01:20a  97,040  Sample.dll   Alpha\n\n\nSTATUS of this is open.",
       "-|Sample.dll|-|2000-02-04|01:22|76560|Intel\n-|Sample.dll|-|2000-02-04|01:20|97040|"
       "Alpha\n"},
      {"a blank line between the groups",
       "   Date      Time    Size    File name    Platform\n"
       "   -----------------------------------------------\n"
       "   02/04/00  01:22a  76,560  One.dll      x86\n\n"
       "   02/04/00  01:20a  97,040  One.dll      Alpha\n",
       "-|One.dll|-|2000-02-04|01:22|76560|x86\n-|One.dll|-|2000-02-04|01:20|97040|Alpha\n"},
      {"a label with a colon between the groups",
       "   Date      Time    Size    File name\n"
       "   -----------------------------------\n"
       "   Intel:\n   02/04/00  01:22a  76,560  One.dll\n\n"
       "   Alpha:\n   02/04/00  01:20a  97,040  One.dll\n",
       "-|One.dll|-|2000-02-04|01:22|76560|-\n-|One.dll|-|2000-02-04|01:20|97040|-\n"},
      {"header cells one blank apart",
       "   Date Time Version Size File name Platform\n"
       "   ------------------------------------------\n"
       "   02-Oct-2001 22:40 5.0.2195.4450 70,416 One.dll x86\n",
       "-|One.dll|5.0.2195.4450|2001-10-02|22:40|70416|x86\n"},
      {"a cell left blank",
       "   Date      Time  Version        Size    File name   Platform\n"
       "   -----------------------------------------------------------\n"
       "   3/1/01    4:50p                    67  One.ini     Alpha\n"
       "   3/1/01    4:50p 2.0.1493.3159 151,824  One.exe     Alpha\n",
       "-|One.ini|-|2001-03-01|16:50|67|Alpha\n"
       "-|One.exe|2.0.1493.3159|2001-03-01|16:50|151824|Alpha\n"},
      {"a component above",
       "   Component: Sample Store (SS)\n\n"
       "   File Name    Version\n   -----------------------\n"
       "   One.exe      5.5.2405.0\n   Two.dll      none\n\nAnother sentence.",
       "Sample Store (SS)|One.exe|5.5.2405.0|-|-|-|-\nSample Store (SS)|Two.dll|-|-|-|-|-\n"},
      {"an empty component",
       "   Component:\n\n   File Name    Version\n   -----------------------\n"
       "   One.exe      5.5.2405.0\n",
       "-|One.exe|5.5.2405.0|-|-|-|-\n"},
      {"file and version under separate rulers",
       "   File       Version     Size\n   -------    ---------   ------\n"
       "   One.exe    5.0.2150    585KB\n",
       "-|One.exe|5.0.2150|-|-|-|-\n"},
      {"date and time in one column, a folder behind",
       "   File name   Version   Date/Time      Size     Destination folder\n"
       "   ----------------------------------------------------------------\n"
       "   One.dll     4.00.952  4/26/96 9:52am 21,504   Windows\\System\n"
       "   Two.exe               4/26/96 9:51am 375,930  Windows\n",
       "-|One.dll|4.00.952|1996-04-26|09:52|21504|-\n-|Two.exe|-|1996-04-26|09:51|375930|-\n"},
      {"the version behind the platform",
       "   Date        Time     Size     File name  Platform  Version\n"
       "   ----------------------------------------------------------\n"
       "   03/28/2000  09:23pm  538,656  One.dll    I386      1.2.0.0\n"
       "   03/28/2000  09:23pm  538,656  Two.dll    Alpha     1.2.0.0\n",
       "-|One.dll|1.2.0.0|2000-03-28|21:23|538656|I386\n"
       "-|Two.dll|1.2.0.0|2000-03-28|21:23|538656|Alpha\n"},
      {"version first, platforms in parentheses",
       "   Version    Size    File name  Platform\n   --------------------------------------\n"
       "   4.02.0718  81888   One.dll    (x86)\n   4.02.0718  126736  One.dll    (alpha)\n",
       "-|One.dll|4.02.0718|-|-|81888|x86\n-|One.dll|4.02.0718|-|-|126736|alpha\n"},
      {"a platform of several words",
       "   Date      Time   Size     File name  Platform\n"
       "   ---------------------------------------------\n"
       "   28/08/01  16:57  752,398  One.lib    ARM720 (Debug)\n"
       "   28/08/01  16:52  602,798  One.lib    ARM720 (Retail)\n",
       "-|One.lib|-|2001-08-28|16:57|752398|ARM720 (Debug)\n"
       "-|One.lib|-|2001-08-28|16:52|602798|ARM720 (Retail)\n"},
      {"a platform that goes on below",
       "   Date      Time    Version    Size    File name   Platform\n"
       "   ---------------------------------------------------------\n"
       "   10/08/99  8:08pm  4.10.2222  20,228  One.vxd     Windows 98\n"
       "                                                    Second Edition\n\nThe end.",
       "-|One.vxd|4.10.2222|1999-10-08|20:08|20228|Windows 98 Second Edition\n"},
      {"one day-first date decides for its table",
       "   Date      Size     File name\n   ----------------------------\n"
       "   05/02/98  500,496  One.dll\n   28/02/98  500,496  Two.dll\n",
       "-|One.dll|-|1998-02-05|-|500496|-\n-|Two.dll|-|1998-02-28|-|500496|-\n"},
      {"words before the date",
       "             Date      Version      Size   File name\n"
       "             ---------------------------------------\n"
       "   Set 2.0   02/02/99  02.573.3802  136KB  One.dll\n",
       "-|One.dll|02.573.3802|1999-02-02|-|-|-\n"},
      {"a version of two words",
       "   Date        Version            Size     File name\n"
       "   -------------------------------------------------\n"
       "   10-28-2001  5.0.2195.4555 shp  333,072  One.dll\n"
       "   10-28-2001  1.2(build 786)     333,072  Two.dll\n",
       "-|One.dll|5.0.2195.4555 shp|2001-10-28|-|333072|-\n"
       "-|Two.dll|1.2(build 786)|2001-10-28|-|333072|-\n"},
      {"a build number for a version",
       "   Date     Time   Version  Size    File name   Platform\n"
       "   -----------------------------------------------------\n"
       "   9/22/00  1:22   786      11,000  One.exe     Intel\n",
       "-|One.exe|786|2000-09-22|01:22|11000|Intel\n"},
      {"a file without extension",
       "   Date      Time    Size     File name  Platform\n"
       "   ----------------------------------------------\n"
       "   10/26/00  04:51p  156,496  Ntldr      Intel\n",
       "-|Ntldr|-|2000-10-26|16:51|156496|Intel\n"},
      {"a ruler of equal signs",
       "   File Name   Size    Date       File Version\n"
       "   =============================================\n"
       "   One.dll     53,248  1/24/2001  2.0.0.1\n",
       "-|One.dll|2.0.0.1|2001-01-24|-|53248|-\n"},
      {"a box",
       "+--------------------------+\n| File name    | Version   | \n"
       "+--------------------------+\n| One.exe      | 1.2.0.375 | \n"
       "+--------------------------+\n| Two.exe      | N/A       | \n"
       "+--------------------------+\n\nText | with a bar.",
       "-|One.exe|1.2.0.375|-|-|-|-\n-|Two.exe|-|-|-|-|-\n"},
      {"a box ruled only around its header",
       "+---------------------------------------------+\n"
       "| Name    | Size   | Date | Time | Platform |\n"
       "+---------------------------------------------+\n"
       "| One.exe | 11,968 | 10/22/1999 | 01:27 AM | x86 |\n"
       "| Two.exe | 10,784 | 10/22/1999 | 12:55 AM |     |\n"
       "+---------------------------------------------+\n",
       "-|One.exe|-|1999-10-22|01:27|11968|x86\n-|Two.exe|-|1999-10-22|00:55|10784|-\n"},
      {"a box with inner corners and a blank row",
       "+---------+------+------+\n| File name | Date | Time |\n+---------+------+------+\n"
       "| One.dll |      |      |\n+---------+------+------+\n",
       "-|One.dll|-|-|-|-|-\n"},
      {"two boxes without headers",
       "+-----------------------------------------+\n"
       "| 12/09/97 | 07:47p | 52,272 | One.sys | (Intel) | \n"
       "+-----------------------------------------+\n\n"
       "+-----------------------------------------+\n"
       "| One.sys | 88,880 | 12/09/97 | 07:44p | (Alpha) | \n"
       "+-----------------------------------------+\n",
       "-|One.sys|-|1997-12-09|19:47|52272|Intel\n-|One.sys|-|1997-12-09|19:44|88880|Alpha\n"},
      {"a box whose version has a note",
       "+------------------+\n| File name | Version |\n+------------------+\n"
       "| One.dll | 7.0.2600.15 (branch.0108) |\n+------------------+\n",
       "-|One.dll|7.0.2600.15 (branch.0108)|-|-|-|-\n"},
      {"bare rows",
       "   02/03/98  09:27p                46,288 One.dll (Intel)\n"
       "   02/03/98  09:24p                68,880 One.dll(Alpha)\n\nText goes on here.",
       "-|One.dll|-|1998-02-03|21:27|46288|Intel\n-|One.dll|-|1998-02-03|21:24|68880|Alpha\n"},
      {"bare rows with the version behind",
       "   One.exe    7/10/98   5:39p    85,245 bytes (version 3.5.34)\n"
       "   Two.exe   11/11/98   1:39PM  205,075 bytes (version 3.5.35)\n\nThis was posted.",
       "-|One.exe|3.5.34|1998-07-10|17:39|85245|-\n-|Two.exe|3.5.35|1998-11-11|13:39|205075|-\n"},
      {"a header without ruler",
       "   Date         Time         Size          File Name     Platform\n"
       "   10/21/98    02:26p      1,296,656     One.dll        Intel\n",
       "-|One.dll|-|1998-10-21|14:26|1296656|Intel\n"},
      {"placeholders are rows without values",
       "+-----------------------------------+\n| File Name   | Date     | Time  | \n"
       "+-----------------------------------+\n| One.dll     | xx/xx/xx | xx:xx | \n"
       "+-----------------------------------+\n",
       "-|One.dll|-|-|-|-|-\n"},
  }));
  DYNAMIC_SECTION(row.name) {
    const std::string text = kLeadIn + row.table;
    CHECK(rows(text, Dialect::kDocument) == row.want);
    CHECK(rows(text, Dialect::kJekyll) == row.want);
    CHECK(rows(fold_blanks(text), Dialect::kDocumentFlat) == row.want);
  }
}

TEST_CASE("what is no table of a fix gives no rows of a fix", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"a DIR listing",
       " Volume in drive B is DISK1\n Directory of B:\\\n\n"
       "SAMPLE   SYS      15,476 07-24-93   5:11a\nOTHER    SYS      12,244 07-24-93   5:11a\n",
       ""},
      {"contents of a disk under a header",
       "Directory of <DRIVE>:\\TEMPLATE\n\nFile Name          Size     Date\n"
       "------------------------------------\n\n.              <DIR>        12-17-96\n"
       "ONE.DOT        61,952  12-09-96\n",
       ""},
      {"files on a CD",
       "The disc holds these:\n\n One.sys   04/29/99  12:04p  10,320\n"
       " Two.fon   04/29/99  12:04p  10,976\n",
       ""},
      {"a list of installed components",
       "Setup installs these in every case:\n\nFile      Version    Description\n"
       "----      -------    -----------\n\nOne.exe   2.5.0.2    Reader\n",
       ""},
      {"contents of a sample",
       "The Sample.exe file contains the following files:\n\n+-------------------+\n"
       "| File name | Size |\n+-------------------+\n| Read.txt  | 3KB  |\n+-------------------+\n",
       ""},
      {"a box of other data",
       "These limits hold:\n\n+----------------------+\n| File System | Maximum |\n"
       "+----------------------+\n| FAT         | 4 GB    |\n+----------------------+\n",
       ""},
      {"a matrix of versions",
       "The known ones are:\n\n   File name   Program 97    Program 98\n"
       "   ------------------------------------\n   One.dll     3.50.3428.0   3.51.0623.4\n",
       ""},
      {"a sub-heading that ends like a header",
       "To check the version of a file\n------------------------------\n\n1. Open One.dll "
       "5.0.1.2.\n",
       ""},
      {"prose about a time stamp",
       "The time stamp of One.exe is 1/2/98 and its size is 10,000 bytes.\n", ""},
      {"rows where all is x",
       "This fix should have the following time stamp:\n\n"
       "   xx/xx/xx  xx:xx   xxx,xxx xxxxxxx.xxx (Intel)\n",
       ""},
      {"unfinished boxes", "+---+ | File name | Version |\n+---+ | One.dll | 1.2.3.4", ""},
      {"nothing", "", ""},
  }));
  DYNAMIC_SECTION(row.name) {
    std::vector<Diagnostic> diagnostics;
    for (const auto& found : {read(row.table, Dialect::kDocument, diagnostics),
                              read(fold_blanks(row.table), Dialect::kDocumentFlat, diagnostics)})
      CHECK(std::all_of(found.begin(), found.end(), is_listed));
  }
}

TEST_CASE("a listing's rows have their values", "[parser]") {
  const std::string text =
      "Directory of B:\\\n\nSAMPLE   SYS      15,476 07-24-93   5:11a\n\n"
      "The disc holds:\n\n One.sys   04/29/99  12:04p  10,320\n\n"
      "+------------------+\n| File name | Size |\n+------------------+\n"
      "| Read.txt  | 512  |\n+------------------+\n";
  const std::string want =
      "-|SAMPLE.SYS|-|1993-07-24|05:11|15476|-\n-|One.sys|-|1999-04-29|12:04|10320|-\n"
      "-|Read.txt|-|-|-|512|-\n";
  CHECK(rows(text, Dialect::kDocument) == want);
  CHECK(rows(fold_blanks(text), Dialect::kDocumentFlat) == want);
}

TEST_CASE("more than 40 files without a lead-in are the files of a product", "[parser]") {
  const std::string head =
      "This update has them:\n\n   File name   Version     Date\n   ----------------------------\n";
  const auto table = [&](int count) {
    std::string text = head;
    for (int i = 0; i < count; ++i) text += "   One.dll     1.2.3.4     1/2/98\n";
    return text;
  };
  std::vector<Diagnostic> diagnostics;
  CHECK(read(table(40), Dialect::kDocument, diagnostics).size() == 40);
  const auto many = read(table(41), Dialect::kDocument, diagnostics);
  CHECK(many.size() == 41);
  CHECK(std::all_of(many.begin(), many.end(), is_listed));
  const auto fixed = read(kLeadIn + table(41), Dialect::kDocument, diagnostics);
  CHECK(fixed.size() == 41);
  CHECK(std::none_of(fixed.begin(), fixed.end(), is_listed));
}

TEST_CASE("an unreadable value is null and named", "[parser]") {
  std::vector<Diagnostic> diagnostics;
  const auto found = read(std::string(kLeadIn) +
                              "   Date       Time    Size      File name\n"
                              "   --------------------------------------\n"
                              "   12/20/199  5:18PM  2,538,44  One.dll\n"
                              "   12/20/99   5:18PM  133 KB    Two.dll\n",
                          Dialect::kDocument, diagnostics);
  REQUIRE(found.size() == 2);
  CHECK(print(found[0]) == "-|One.dll|-|-|17:18|-|-");
  CHECK(print(found[1]) == "-|Two.dll|-|1999-12-20|17:18|-|-");
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics[0].message == "file table: unreadable date '12/20/199' of One.dll");
  CHECK(diagnostics[1].message == "file table: unreadable size '2,538,44' of One.dll");
}

TEST_CASE("a row keeps its line, or its words where lines are lost", "[parser]") {
  std::vector<Diagnostic> diagnostics;
  const std::string text = std::string(kLeadIn) +
                           "   File name    Version\n   ---------------------\n"
                           "   One.dll      1.2.3.4   \n\nEnd.";
  const auto kept = read(text, Dialect::kDocument, diagnostics);
  const auto lost = read(fold_blanks(text), Dialect::kDocumentFlat, diagnostics);
  REQUIRE(kept.size() == 1);
  REQUIRE(lost.size() == 1);
  CHECK(kept[0].raw == "One.dll      1.2.3.4");
  CHECK(lost[0].raw == "One.dll 1.2.3.4");
}

TEST_CASE("a table stands under its sub-heading and its label", "[parser]") {
  const std::string text =
      "Do this.\n\nSample Server 4.0\n-----------------\n\nThe fix has the following "
      "attributes:\n\n"
      "Windows 95:\n\n   File name    Version\n   ---------------------\n   One.dll      "
      "1.2.3.4\n\n"
      "Sample Server 5.0\n-----------------\n\nThe fix has the following attributes:\n\n"
      "   File name    Version\n   ---------------------\n   One.dll      1.2.3.5\n";
  const auto under = [&](const std::string& printed, Dialect dialect) {
    std::vector<Diagnostic> diagnostics;
    std::string out;
    for (const FileVersion& row : read(printed, dialect, diagnostics)) {
      for (const std::string& each : row.under) out += each + "/";
      out += *row.version + " ";
    }
    return out;
  };
  const std::string want = "Sample Server 4.0/Windows 95/1.2.3.4 Sample Server 5.0/1.2.3.5 ";
  CHECK(under(text, Dialect::kDocument) == want);
  CHECK(under(fold_blanks(text), Dialect::kDocumentFlat) == want);
}

TEST_CASE("hostile texts cost time in proportion to their size", "[parser]") {
  const auto unit =
      GENERATE(as<std::string>{}, "---", "+-", "| | | ", "+---+ | a ", "time stamp ",
               "Date File name --- ", "File name Version ----- a.dll 1.2.3.4 ",
               "+---+ | File name | Version | ", "attributes 1/1/99 ", "Component: -- ");
  std::string text;
  while (text.size() < 2'000'000) text += unit;
  CHECK_NOTHROW(rows(text, Dialect::kDocument));
  CHECK_NOTHROW(rows(text, Dialect::kDocumentFlat));
}
