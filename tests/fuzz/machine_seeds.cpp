// Writes files of old machines for the target machine_files to begin from, since chance alone makes
// no registry: `machine_seeds FOLDER`.
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/machine.h"

using namespace kb::testing;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const HiveKey registry = {
      "root",
      {},
      {{"Microsoft",
        {},
        {{"Windows NT",
          {},
          {{"CurrentVersion",
            {{"CSDVersion", "Service Pack 6"}, {"Number", "", 0x600}},
            {{"HotFix", {}, {{"Q246009", {{"Installed", "", 1}}}, {"Q1"}}}}}}}}}}};
  const std::string setup_log =
      "[Paths]\r\nTargetDirectory = \"\\WINNT\"\r\n[Signature]\r\nVersion = \"WinNt4.0\"\r\n"
      "[Files.WinNt]\r\n\\WINNT\\system32\\a.dll = \"a.dll\",\"316d3\"\r\n";
  const EventSketch event = {6, 928'000'000, 0xC0000FDA, 1, "SpoolWatch", {"Lpt1", "two"}};
  const std::vector<std::pair<std::string, std::string>> files = {
      {"hive", hive(registry)},
      {"creg", registry_9x(registry)},
      {"pe", pe_file({4, 0, 1381, 133}, 909'792'000)},
      {"ne", ne_file({3, 10, 0, 103})},
      {"dump", memory_dump(0x1E, {1, 2, 3, 4}, 125'726'688'000'000'000)},
      {"dump_64", memory_dump_64(0x1E, {1, 2, 3, 4}, 125'726'688'000'000'000)},
      {"user_dump", user_dump(0xC0000005)},
      {"minidump", minidump(0xC0000005, 1'000'000'000)},
      {"setup_log", setup_log},
      {"szdd", szdd(setup_log)},
      {"cabinet", cabinet(setup_log, CabinetKind::kMszip)},
      {"events", event_record(event) + event_record(event)},
      {"watson",
       "Application exception occurred:\r\n        App: exe\\store.dbg (pid=203)\r\n"
       "        When: 1/14/1999 @ 9:12:44.123\r\n"
       "        Exception number: c0000005 (access violation)\r\n"},
      {"logs",
       "[000E0BB0] LoadFailed = ndis2sup.vxd\r\nDid not load driver \\SystemRoot\\rasacd.sys\r\n"
       "[Started]\r\nStarted=Passed\r\nChecking for: System Bus\r\n"},
      {"command", "rundll32.exe \"C:\\WINDOWS\\nv.dll\",Start"},
      {"list",
       "Windows NT Server Version 4.0 (Build 1381: Service Pack 6)\r\n"
       " Directory of C:\\WINNT\\system32\r\n\r\n"
       "10/14/96  10:37p               352,000 olddrv.sys\r\n"
       "--a-- W32i   DRV ENU   4.0.1381.7086 shp    343,312 10-14-1999 newdrv.sys\r\n"
       "Q246009:  Current on system.\r\n[02]: KB896423\r\n"}};
  for (const auto& [name, bytes] : files)
    std::ofstream(std::filesystem::path(argv[1]) / ("machine_" + name), std::ios::binary) << bytes;
}
