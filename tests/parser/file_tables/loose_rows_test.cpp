#include "parser/file_tables/loose_rows.h"

#include <catch2/catch.hpp>
#include <string>

using namespace kb;

namespace {

// `file|version|date|time|size|platform;` a row, values normalised.
std::string rows_of(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  std::string out;
  for (const FileVersion& row :
       finish_rows(find_loose_rows(text), text, Lines::kLost, diagnostics)) {
    out += row.file + "|" + row.version.value_or("") + "|" + row.date.value_or("") + "|" +
           row.time.value_or("") + "|" + (row.size ? std::to_string(*row.size) : "") + "|" +
           row.platform.value_or("") + ";";
  }
  return out;
}

struct Row {
  const char* name;
  const char* text;
  const char* want;
};

const Row kRows[] = {
    {"as DIR prints it", "FORMAT   COM        49,543  08-24-96 11:11a",
     "FORMAT.COM||1996-08-24|11:11|49543|;"},
    {"several, one without extension",
     "SETUP EXE 72,992 07-14-95 9:50a EXTRACT 46,656 07-14-95 9:50a README TXT 13 07-14-95 9:50a",
     "SETUP.EXE||1995-07-14|09:50|72992|;EXTRACT||1995-07-14|09:50|46656|;"
     "README.TXT||1995-07-14|09:50|13|;"},
    {"with a full stop", "ADMIN.EXE  515064 09-09-92  12:00a MHS.HLP 4449 10-14-92 12:00p",
     "ADMIN.EXE||1992-09-09|00:00|515064|;MHS.HLP||1992-10-14|12:00|4449|;"},
    {"compressed and expanded", "ANSI SY_ 6,260 ANSI.SYS 9,065 09-30-93 6:20a",
     "ANSI.SYS||1993-09-30|06:20|9065|;"},
    {"two names and two sizes", "admin.wri admin.wr$ 14716 38272 client.wri client.wr$ 3203 8064",
     "admin.wri||||38272|;client.wri||||8064|;"},
    {"values before the name", "06/21/95  03:00a  88,198 ONE.EXE 06/21/95 03:00a  101,498 TWO.INF",
     "ONE.EXE||1995-06-21|03:00|88198|;TWO.INF||1995-06-21|03:00|101498|;"},
    {"attributes among them",
     "Cabinet vfp1.cab 06-21-1995 3:00:00a A---  22,528 ONE.EXE 06-21-1995 3:00:00a A--- 44,352 "
     "TWO.DLL",
     "ONE.EXE||1995-06-21|03:00|22528|;TWO.DLL||1995-06-21|03:00|44352|;"},
    {"a row that is not read between others",
     "ONE.EXE 04/29/99 12:04p 47,376 $oem$ 04/29/99 12:04p 99 TWO.AXP 04/29/99 12:05p 241,984",
     "ONE.EXE||1999-04-29|12:04|47376|;TWO.AXP||1999-04-29|12:05|241984|;"},
    {"an unread name before the first row",
     "CSETUP. IN$ 4438 06-12-92 11:44a ONE.EXE 40695 04-08-92 6:52a",
     "ONE.EXE||1992-04-08|06:52|40695|;"},
    {"a folder among files",
     "03/10/97 11:36a 193 ONE.MTA 03/10/97 11:42a OUTPUT.OLD 03/10/97 03:01p 10 TWO.TXT",
     "ONE.MTA||1997-03-10|11:36|193|;TWO.TXT||1997-03-10|15:01|10|;"},
    {"a folder before a file",
     "OLD <DIR> 07-06-95 2:31p POPULATE.MSM 1 07-06-95 2:31p NEW <DIR> TWO.MSM 2 07-06-95 2:31p",
     "POPULATE.MSM||1995-07-06|14:31|1|;TWO.MSM||1995-07-06|14:31|2|;"},
    {"numbers are no name", "15:32:50 | 1 105 0 03/13/96 15:33:01 | 1", ""},
    {"of filever", "--a-- W32i APP ENU 4.0.1381.32772 shp 184,080 06-16-1998 sample.exe Language",
     "sample.exe|4.0.1381.32772|1998-06-16||184080|;"},
    {"columns without a head", "Comm.drv 5,856 bytes 7/11/95 Serial.vxd 18,572 bytes 7/11/95 5. If",
     "Comm.drv||1995-07-11||5856|;Serial.vxd||1995-07-11||18572|;"},
    {"a short version before a date", "NET3.COM 3.02 2-06-91 NET4.COM 3.02 2-06-91",
     "NET3.COM|3.02|1991-02-06|||;NET4.COM|3.02|1991-02-06|||;"},
    {"names and versions", "VB40032.DLL 4.00.2422 OLEPRO32.DLL 4.0.5208 Visual Basic",
     "VB40032.DLL|4.00.2422||||;OLEPRO32.DLL|4.0.5208||||;"},
    {"several versions", "MSJET35.DLL 3.50.3428.0 3.50.3602.4 MSJINT35.DLL 3.50.3428.0",
     "MSJET35.DLL|3.50.3428.0||||;MSJET35.DLL|3.50.3602.4||||;MSJINT35.DLL|3.50.3428.0||||;"},
    {"a size in KB", "VBC6.EXE 32k ENTDAT.DLL 32k", "VBC6.EXE|||||;ENTDAT.DLL|||||;"},
    {"in a sentence", "use INSTALL.EXE (40,233 bytes, dated 12-20-94, 8:59 A.M.) instead",
     "INSTALL.EXE||1994-12-20|08:59|40233|;"},
    {"a blank behind the parenthesis", "SETUP.INF ( 6525 bytes, dated 11-23-94)",
     "SETUP.INF||1994-11-23||6525|;"},
    {"a version and its date", "Vtcp.386 version 4.00.956 (dated 11/26/97) and later",
     "Vtcp.386|4.00.956|1997-11-26|||;"},
    {"a version, its date and its size", "COVERPG.EXE version 4.00.962 (2/6/96, 147,456 bytes)",
     "COVERPG.EXE|4.00.962|1996-02-06||147456|;"},
    {"a version in parentheses", "- Nwnp32.dll (v. 4.0.969) - Two.exe (version 3.0.10)",
     "Nwnp32.dll|4.0.969||||;Two.exe|3.0.10||||;"},
    {"behind a colon", "- W32Time.exe: 5.0.2092.1", "W32Time.exe|5.0.2092.1||||;"},
    {"a date alone", "Service Pack 1: SNAServr.exe - 1/5/96", "SNAServr.exe||1996-01-05|||;"},
    {"added and incremented", "- Eseback.dll added and incremented to version 5.5.2652.31",
     "Eseback.dll|5.5.2652.31||||;"},
    {"two DIR rows a line, without times",
     ".  <DIR>  12-17-96  ONE      WMF   8,564  12-09-96\n"
     "TWO      WMF  21,494  12-09-96            THREE    WMF     948  12-09-96",
     "ONE.WMF||1996-12-09||8564|;TWO.WMF||1996-12-09||21494|;THREE.WMF||1996-12-09||948|;"},
    {"a sum of money and a day", "PAID OFF 1,200 12-09-96 and then", ""},
    {"incremented", "- Ese.dll incremented to version 5.5.2652.6", "Ese.dll|5.5.2652.6||||;"},
    {"a version in prose is none", "You need Mssfs.dll version 3.2.0.4079 for it.", ""},
    {"an address is none", "tick.example.com 192.5.41.40 and www.example.com 10.0.0.1", ""},
    {"a mailbox is none", "JohnD@COMPANY1.com 5/13/00 2:36:28 PM : <<< QUIT", ""},
    {"a log is none", "Starting sample.vbs 11/11/1998 8:05:06 AM : Number", ""},
    {"a folder of DIR is none", "WINDOWS <DIR> 07-14-95 9:50a", ""},
    {"a count is none", "2 file(s) 118,000 bytes", ""},
    {"a name alone is none", "Copy Setup.exe to drive C on 7/1/95.", ""},
};

}  // namespace

TEST_CASE("files are read with their values outside of tables", "[parser]") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.name) { CHECK(rows_of(row.text) == row.want); }
  }
}

TEST_CASE("line breaks do not change rows outside of tables", "[parser]") {
  for (const Row& row : kRows) {
    DYNAMIC_SECTION(row.name) {
      std::string broken;
      for (const char c : std::string(row.text))
        broken += c == ' ' ? std::string("\n  ") : std::string(1, c);
      CHECK(rows_of(broken) == row.want);
    }
  }
}

TEST_CASE("what a fix incremented is of a fix, all else outside of tables is none", "[parser]") {
  const auto rows = find_loose_rows("One.dll incremented to version 5.5.2652.6 - Two.dll: 5.5.1.1");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].kind == RowKind::kFix);
  CHECK(rows[1].kind == RowKind::kListing);
}

TEST_CASE("hostile texts give rows in linear time", "[parser]") {
  for (const char* piece :
       {"a.dll ", "A B 12 ", "1.2.3.4 ", "01/01/99 ", "(", "- ", "A ", "12:00 "}) {
    DYNAMIC_SECTION(piece) {
      std::string text = "x.exe ";
      while (text.size() < 500000) text += piece;
      CHECK(find_loose_rows(text).size() < text.size());
    }
  }
}
