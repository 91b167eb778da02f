// Lists of files instead of a disk: what each printing program says of a file, a fix, a system.
#include "query/inspect/machine_list.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "corpus/machine/dates.h"

using namespace kb;

namespace {

/// The files of a list: path, version, size, date.
std::string files_of(std::string_view text) {
  std::string out;
  const ListedMachine listed = read_machine_list(text);
  for (const MachineFile& file : listed.folder.files())
    out += fmt::format("{}{} {} {} {}", out.empty() ? "" : "; ", file.path,
                       file.version.empty() ? "-" : file.version, file.size,
                       file.written == 0 ? "-" : iso_date(file.written));
  return out;
}

std::string system_of(std::string_view text) {
  const ListedMachine listed = read_machine_list(text);
  if (!listed.machine.system) return "none";
  const InstalledSystem& system = *listed.machine.system;
  return fmt::format("{} {} {} SP{}", system.product, system.version, system.build,
                     system.service_pack);
}

}  // namespace

TEST_CASE("rows of every listing program are files", "[inspect]") {
  struct Row {
    std::string name;
    std::string text;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"dir of Windows NT 4.0",
       " Directory of C:\\WINNT\\system32\n\n"
       "11/05/98  10:37p       <DIR>          drivers\n"
       "11/05/98  10:37p               227,392 w3svc.dll\n"
       "               1 File(s)    227,392 bytes\n",
       "C:/WINNT/system32/w3svc.dll - 227392 1998-11-05"},
      {"dir of Windows 2000", "12/07/1999  12:00p              76,560 userenv.dll\n",
       "userenv.dll - 76560 1999-12-07"},
      {"dir of Windows XP", "08/23/2001  12:00 PM            76,560 userenv.dll\n",
       "userenv.dll - 76560 2001-08-23"},
      {"dir of Windows 95", "W3SVC    DLL       227,392  11-05-98 10:37p w3svc.dll\n",
       "w3svc.dll - 227392 1998-11-05"},
      {"dir of MS-DOS", "QFECHECK EXE     36,352 08-24-96  11:11a\n",
       "QFECHECK.EXE - 36352 1996-08-24"},
      {"filever", "--a-- W32i   DLL ENU   4.0.1381.133 shp    343,312 10-14-1996 ole32.dll\n",
       "ole32.dll 4.0.1381.133 343312 1996-10-14"},
      {"a version and a path", "C:\\WINNT\\system32\\ole32.dll   4.0.1381.133\n",
       "C:/WINNT/system32/ole32.dll 4.0.1381.133 0 -"},
      {"a day above 12 shows the order of all",
       "05/11/98  10:37p    1,000 a1.dll\n25/11/98  10:37p    1,000 b1.dll\n",
       "a1.dll - 1000 1998-11-05; b1.dll - 1000 1998-11-25"},
      {"prose", "The file ole32.dll has about 343,312 bytes.\n", ""},
      {"nothing", "", ""},
  }));
  DYNAMIC_SECTION(row.name) { CHECK(files_of(row.text) == row.want); }
}

TEST_CASE("the line that names Windows is read from any program", "[inspect]") {
  struct Row {
    std::string text;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"Windows NT Version 4.0", "Windows NT 4.0 0 SP"},
      {"Microsoft (R) Windows NT (TM) Server Version 4.0 (Build 1381: Service Pack 6) x86",
       "Windows NT Server 4.0 1381 SP6"},
      {"Microsoft Windows 2000 [Version 5.00.2195]", "Windows 2000 5.0 2195 SP"},
      {"Windows 95 [Version 4.00.950]", "Windows 95 4.00 950 SP"},
      {"Windows 98 [Version 4.10.2222]", "Windows 98 Second Edition 4.10 2222 SP"},
      {"Windows Millennium [Version 4.90.3000]", "Windows Me 4.90 3000 SP"},
      {"OS Name:      Microsoft Windows XP Professional\n"
       "OS Version:   5.1.2600 Service Pack 2 Build 2600",
       "Windows XP 5.1 2600 SP2"},
      {"Windows 2000 Hotfix Validation Report for \\\\SERVER\n", "none"},
      {"Windows NT Version \n", "none"},
  }));
  CAPTURE(row.text);
  CHECK(system_of(row.text) == row.want);
}

TEST_CASE("fixes are those that a list calls installed, each once", "[inspect]") {
  const ListedMachine listed = read_machine_list(
      "Hotfixes Identified:\n"
      "Q269862:  This hotfix should be reinstalled.\n"
      "Q147222:  Current on system.\n"
      "        [01]: Q147222\n"
      "        [02]: KB123456 - Update\n"
      "        [03]: File 1\n"
      "Q12: too short\n"
      "Q1234567: too long\n");
  std::string ids;
  for (const InstalledFix& fix : listed.machine.installed) ids += fix.id + " ";
  CHECK(ids == "Q123456 Q147222 ");
}

TEST_CASE("the versions of listed programs show products", "[inspect]") {
  const ListedMachine listed = read_machine_list(
      "Windows NT Server Version 4.0 (Build 1381: Service Pack 5)\n"
      "C:\\exchsrvr\\bin\\store.exe   5.5.2448.0\n"
      "C:\\WINNT\\system32\\shdocvw.dll   4.72.3612.1713\n");
  REQUIRE(listed.machine.system);
  CHECK(listed.machine.system->profile() == "nt4sp5,ie4,exch55sp2");
}
