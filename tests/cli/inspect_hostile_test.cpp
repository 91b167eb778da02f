// `kb inspect` on disks whose files are damaged by design: it ends in time, with an answer or one
// error.
#include <catch2/catch.hpp>

#include "tests/support/disk.h"
#include "tests/support/machine.h"

using namespace kb::testing;

namespace {

/// Runs the program with 2 GB of memory and 20 s of processor time, and checks how it ends.
void check_ends_well(const Sandbox& box) {
  Command command = box.command({"inspect", "--json", "disk"});
  command.limit(RLIMIT_CPU, 20);
#ifndef __SANITIZE_ADDRESS__  // which takes terabytes of addresses
  command.limit(RLIMIT_AS, 2ULL << 30);
#endif
  const Ran ran = command.run();
  INFO(ran.err);
  CHECK((ran.status <= 1 || is_one_error(ran)));
}

}  // namespace

TEST_CASE("damaged registries and logs end nothing but themselves", "[cli][inspect][hostile]") {
  const Disk box;
  box.index({"a"});
  std::mt19937 random(7);
  const std::vector<std::pair<std::string, std::string>> files = {
      {"disk/WINNT/System32/Config/software", box.read("disk/WINNT/System32/Config/software")},
      {"disk/WINNT/System32/Config/SYSTEM", box.read("disk/WINNT/System32/Config/SYSTEM")},
      {"disk/WINNT/System32/Config/SysEvent.Evt",
       box.read("disk/WINNT/System32/Config/SysEvent.Evt")},
      {"disk/WINNT/MEMORY.DMP", box.read("disk/WINNT/MEMORY.DMP")},
      {"disk/WINNT/user.dmp", user_dump(0xC0000005)},
      {"disk/WINNT/drwtsn32.log",
       "Application exception occurred:\r\n  App: a.exe (pid=203)\r\n"
       "  When: 1/14/1999 @ 9:12:44.123\r\n  Exception number: c0000005 (access violation)\r\n"},
      {"disk/WINNT/ntbtlog.txt", "Did not load driver \\SystemRoot\\System32\\a.sys\r\n"},
      {"disk/WINNT/repair/setup.log",
       "[Paths]\r\nTargetDirectory = \"\\WINNT\"\r\n[Files.WinNt]\r\n"
       "\\WINNT\\System32\\olddrv.sys = \"olddrv.sys\",\"f7fb\"\r\n"},
      {"disk/BOOT.INI", "default=multi(0)disk(0)rdisk(0)partition(1)\\WINNT\r\n"}};
  for (int i = 0; i < 60; ++i) {
    for (const auto& [name, bytes] : files) box.write(name, damaged(bytes, random));
    CAPTURE(i);
    check_ends_well(box);
  }
}

TEST_CASE("a registry with as many keys as are read costs no more than its size",
          "[cli][inspect][hostile]") {
  std::vector<HiveKey> keys;
  for (int i = 0; i < 9'999; ++i) keys.push_back({"Q" + std::to_string(100'000 + i), {}});
  const auto all = [&](const std::string& version, const std::string& of_fixes) {
    return HiveKey{"Microsoft",
                   {},
                   {{"Windows NT", {}, {{"CurrentVersion", {}, {{"HotFix", {}, keys}}}}},
                    {"Windows",
                     {},
                     {{"CurrentVersion",
                       {{"VersionNumber", version}},
                       {{"Uninstall", {}, keys}, {"Setup", {}, {{of_fixes, {}, keys}}}}}}}}};
  };
  const Sandbox box;
  box.write("disk/WINNT/System32/Config/software", hive({"root", {}, {all("", "None")}}));
  check_ends_well(box);
  const nlohmann::json nt = nlohmann::json::parse(box.run({"inspect", "--json", "disk"}).out);
  CHECK(nt["installed"].size() == 9'999);

  box.remove("disk/WINNT/System32/Config/software");
  box.write("disk/WINDOWS/SYSTEM.DAT",
            registry_9x({"", {}, {{"Software", {}, {all("4.10.2222", "Updates")}}}}));
  check_ends_well(box);
}

TEST_CASE("many users with large registries end in time", "[cli][inspect][hostile]") {
  std::vector<HiveKey> keys;
  std::vector<HiveValue> run;
  for (int i = 0; i < 9'999; ++i) keys.push_back({"Q" + std::to_string(100'000 + i), {}});
  for (int i = 0; i < 1'999; ++i) run.push_back({std::to_string(i), "rundll32 a,b"});
  const std::string user =
      hive({"",
            {},
            {{"Software",
              {},
              {{"Microsoft",
                {},
                {{"Windows",
                  {},
                  {{"CurrentVersion", {}, {{"Run", run}, {"Uninstall", {}, keys}}}}}}}}}}});
  const Disk box;
  box.program("WINNT/System32/kernel32.dll", {4, 0, 1381, 133});
  for (int i = 0; i < 60; ++i)
    box.write("disk/WINNT/Profiles/" + std::to_string(i) + "/NTUSER.DAT", user);
  check_ends_well(box);
  const Ran ran = box.run({"inspect", "disk"});
  CHECK(ran.err.find("only the registries of the first 50 users were read") != std::string::npos);
}

TEST_CASE("damaged registries of Windows 95 end nothing but themselves",
          "[cli][inspect][hostile]") {
  const Sandbox box;
  std::mt19937 random(8);
  const std::string registry = registry_9x(
      {"",
       {},
       {{"Software",
         {},
         {{"Microsoft",
           {},
           {{"Windows", {}, {{"CurrentVersion", {{"VersionNumber", "4.10.2222"}}}}}}}}}}});
  for (int i = 0; i < 60; ++i) {
    box.write("disk/WINDOWS/SYSTEM.DAT", damaged(registry, random));
    CAPTURE(i);
    check_ends_well(box);
  }
}

TEST_CASE("damaged programs are told or passed over", "[cli][inspect][hostile]") {
  const Disk box;
  std::mt19937 random(9);
  std::string rows;
  for (int i = 0; i < 300; ++i) {
    const std::string name = "drv" + std::to_string(i) + ".sys";
    const std::string whole =
        i % 3 == 0 ? ne_file({3, 10, 0, 103}) : pe_file({4, 0, 1381, 133}, kDiskDay);
    box.write("disk/WINNT/System32/" + name, damaged(whole, random));
    rows += "   03/14/1999  06:39p  4.0.1381.204    368,464   " + name + "   x86\r\n";
  }
  box.write("a/Q100007.TXT", disk_article("Q100007", "Three Hundred Drivers", fix_table(rows)));
  box.index({"a"});
  check_ends_well(box);
  const nlohmann::json fixes = box.inspect()["fixes"];
  const auto all = std::find_if(fixes.begin(), fixes.end(),
                                [](const auto& fix) { return fix["id"] == "Q100007"; });
  REQUIRE(all != fixes.end());
  CHECK((*all)["evidence"].size() == 300);
}
