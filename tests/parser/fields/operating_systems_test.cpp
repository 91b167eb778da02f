#include "parser/fields/operating_systems.h"

#include <catch2/catch.hpp>

using namespace kb;

namespace {

struct Row {
  const char* name;
  const char* versions;
  const char* oper_sys;
  const char* residue;
  std::vector<std::string> applies_to;
  const char* want;  ///< names joined by ", "
};

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

TEST_CASE("operating systems are collected from all that names them", "[parser]") {
  const auto row = GENERATE(values<Row>({
      {"nothing", "", "", "", {}, ""},
      {"a version prefix", "winnt:4.0", "", "", {}, "Windows NT"},
      {"a prefix without version", "winnt:", "", "", {}, "Windows NT"},
      {"several prefixes in list order",
       "WINDOWS:3.0;MS-DOS:2.0,2.1;OS/2:1.1",
       "",
       "",
       {},
       "MS-DOS, Windows, OS/2"},
      {"a platform without name", ":1.0,2.0", "", "", {}, ""},
      {"short names",
       "Win95:1;Win2000:1;WIN3X:1;WFW:1;NT:1;MAC:2",
       "",
       "",
       {},
       "Windows 3.x, Windows for Workgroups, Windows 95, Windows NT, Windows 2000, Macintosh"},
      {"a blank in the name", "MS- DOS:5.0", "", "", {}, "MS-DOS"},
      {"two names before the colon, one cut",
       "WINDOWS|MACINTOS:2.0",
       "",
       "",
       {},
       "Windows, Macintosh"},
      {"the version glued", "WinNT4.0,5.0", "", "", {}, "Windows NT"},
      {"words that are no system", "Exchange 4.0;Platform:1;N\\A:2", "", "", {}, ""},
      {"columns of the field", "", "MS-DOS | OS/2", "", {}, "MS-DOS, OS/2"},
      {"odd spellings", "", "MS_DOS | 0S/2", "", {}, "MS-DOS, OS/2"},
      {"DOS and OS2", "", "DOS | OS2", "", {}, "MS-DOS, OS/2"},
      {"a version in the field", "", "OS/2 | 1.00", "", {}, "OS/2"},
      {"only versions in the field", "", "6.00 6.00a | 6.00", "", {}, ""},
      {"residue", "", "", "3.00 3.10\nWINDOWS\nkbprg", {}, "Windows"},
      {"residue on one line", "", "", "3.00 3.10 WINDOWS kbprg", {}, "Windows"},
      {"residue in columns",
       "",
       "",
       "4.00 | 3.50 3.51\nWINDOWS | WINDOWS NT\nkbprint",
       {},
       "Windows, Windows NT"},
      {"residue of keywords", "", "", "kbusage kbdos", {}, ""},
      {"a notice is no residue", "", "", "NOTE: beta of WINDOWS 98 and MS-DOS", {}, ""},
      {"a product that is a system",
       "",
       "",
       "",
       {"Microsoft Windows NT Server version 4.0 SP6a"},
       "Windows NT"},
      {"the operating system named",
       "",
       "",
       "",
       {"the operating system: Microsoft Windows 95"},
       "Windows 95"},
      {"Mac OS", "", "", "", {"the operating system: Mac OS (all)"}, "Macintosh"},
      {"Windows with version", "", "", "", {"Microsoft Windows versions 3.1, 3.11"}, "Windows 3.x"},
      {"Millennium Edition", "", "", "", {"Microsoft Windows Millennium Edition"}, "Windows Me"},
      {"written for systems",
       "",
       "",
       "",
       {"Contoso Paint for Windows 95 and Windows NT, version 4.0", "Contoso Paint for Macintosh"},
       "Windows 95, Windows NT, Macintosh"},
      {"written for Windows", "", "", "", {"Contoso Paint for Windows, version 2.0"}, "Windows"},
      {"workgroups are not bare Windows",
       "",
       "",
       "",
       {"TCP/IP for Windows for Workgroups, 3.11"},
       "Windows for Workgroups"},
      {"a product that begins with Windows",
       "",
       "",
       "",
       {"Microsoft Windows Media Encoder 4.0"},
       ""},
      {"the other side of a network",
       "",
       "",
       "",
       {"Windows NT Services for Macintosh 4.0"},
       "Windows NT"},
      {"each name once",
       "winnt:4.0",
       "WINDOWS NT",
       "",
       {"Microsoft Windows NT Server version 4.0"},
       "Windows NT"},
  }));
  DYNAMIC_SECTION(row.name) {
    CHECK(joined(operating_systems_of(row.versions, row.oper_sys, row.residue, row.applies_to)) ==
          row.want);
  }
}
