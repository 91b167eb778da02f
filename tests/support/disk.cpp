#include "tests/support/disk.h"

#include <utime.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace kb::testing {

std::string disk_article(const std::string& id, const std::string& title, const std::string& body) {
  return "DOCUMENT:" + id + "  07-SEP-2001  [winnt]\r\nTITLE   :" + title +
         "\r\nPRODUCT :Microsoft Windows NT\r\nPROD/VER:winnt:4.0\r\nOPER/SYS:\r\nKEYWORDS:\r\n\r\n"
         "----------------------------------------------------------------------\r\n"
         "The information in this article applies to:\r\n\r\n"
         " - Microsoft Windows NT Server version 4.0\r\n"
         "----------------------------------------------------------------------\r\n\r\n" +
         body + "\r\n";
}

std::string fix_table(const std::string& rows) {
  return "RESOLUTION\r\n==========\r\n\r\n"
         "The English version of this fix should have the following file\r\n"
         "attributes or later:\r\n\r\n"
         "   Date        Time    Version         Size      File name    Platform\r\n"
         "   -------------------------------------------------------------------\r\n" +
         rows;
}

Disk::Disk() {
  const HiveKey software = {"root",
                            {},
                            {{"Microsoft",
                              {},
                              {{"Windows NT",
                                {},
                                {{"CurrentVersion",
                                  {{"CurrentVersion", "4.0"},
                                   {"CurrentBuildNumber", "1381"},
                                   {"CSDVersion", "Service Pack 6"}},
                                  {{"HotFix", {}, {{"Q246009", {{"Installed", "", 1}}}}}}}}},
                               {"Internet Explorer", {{"Version", "4.72.3612.1713"}}}}}}};
  const HiveKey control = {
      "root",
      {},
      {{"Select", {{"Current", "", 2}}},
       {"ControlSet002",
        {},
        {{"Control", {}, {{"ProductOptions", {{"ProductType", "LanmanNT"}}}}}}}}};
  write("disk/BOOT.INI", "default=multi(0)disk(0)rdisk(0)partition(1)\\WINNT\r\n");
  write("disk/WINNT/System32/Config/software", hive(software));
  write("disk/WINNT/System32/Config/SYSTEM", hive(control));
  program("WINNT/System32/olddrv.sys", {4, 0, 1381, 133});
  program("WINNT/System32/newdrv.sys", {4, 0, 1381, 7086});
  program("WINNT/System32/w2kdrv.sys", {4, 0, 1381, 7086});
  program("WINNT/$NtUninstallQ200001$/newdrv.sys", {4, 0, 1381, 1});
  write("disk/WINNT/MEMORY.DMP",
        memory_dump(0x1E, {0xC0000005, 0x80118BF4, 0, 1}, 125'726'688'000'000'000));
  const EventSketch event{6, 928'000'000, 0xC0000FDA, 1, "SpoolWatch", {"Lpt1"}};
  write("disk/WINNT/System32/Config/SysEvent.Evt", event_record(event) + event_record(event));
  write("a/Q100001.TXT",
        disk_article(
            "Q100001", "Olddrv.sys Loses Paper",
            fix_table("   03/14/1999  06:39p  4.0.1381.204    368,464   Olddrv.sys   x86\r\n")));
  write("a/Q100002.TXT",
        disk_article(
            "Q100002", "Newdrv.sys Eats Paper",
            fix_table("   03/14/1999  06:39p  4.0.1381.204    368,464   Newdrv.sys   x86\r\n"
                      "   03/14/1999  06:39p  4.0.1381.9999   368,464   Newdrv.sys   Alpha\r\n"
                      "   03/14/1999  06:39p  4.0.1381.9999   368,464   Absent.sys   x86\r\n")));
  write("a/Q100003.TXT",
        disk_article(
            "Q100003", "W2kdrv.sys Burns Paper",
            fix_table("   03/14/1999  06:39p  5.0.2195.2097   368,464   W2kdrv.sys   x86\r\n")));
  write("a/Q100004.TXT",
        disk_article("Q100004", "STOP 0x0000001E in Olddrv.sys",
                     "SYMPTOMS\r\n========\r\n\r\nThe computer stops with this message:\r\n\r\n"
                     "   STOP 0x0000001E (0xC0000005, 0x80118BF4, 0x00000000, 0x00000001)\r\n"));
}

void Disk::program(const std::string& name, FourNumbers version) const {
  write("disk/" + name, pe_file(version, kDiskDay));
  const utimbuf times{kDiskDay, kDiskDay};
  ::utime(path("disk/" + name).c_str(), &times);
}

nlohmann::json Disk::inspect(const std::string& path) const {
  const Ran ran = run({"inspect", "--json", path});
  if (ran.status != 0) throw std::runtime_error("kb inspect ended: " + ran.err);
  return nlohmann::json::parse(ran.out);
}

}  // namespace kb::testing
