// `kb inspect`: what it says of a disk that the test writes, and how it ends.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "corpus/machine/checksum.h"
#include "tests/support/disk.h"
#include "tests/support/machine.h"

using namespace kb::testing;
using nlohmann::json;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a disk is told with its failures and fixes", "[cli][inspect]") {
  const Disk box;
  box.index({"a"});
  const json answer = box.inspect();
  CHECK(answer["format"] == 1);
  CHECK(answer["system"] ==
        json::parse(R"({"product": "Windows NT Server", "version": "4.0", "build": 1381,
      "service_pack": "6a", "root": "WINNT", "profile": "nt4sp6a,ie4",
      "also": [{"name": "Internet Explorer", "version": "4.72.3612.1713"}]})"));
  CHECK(answer["installed"] == json::parse(R"([{"id": "Q200001", "witness": "folder"},
      {"id": "Q246009", "witness": "registry"}])"));
  REQUIRE(answer["failures"].size() == 2);
  CHECK(answer["failures"][0] == json::parse(R"({"kind": "bugcheck", "canonical": "STOP:0x0000001E",
      "parameters": ["0xC0000005", "0x80118BF4", "0x00000000", "0x00000001"], "by": null,
      "source": "WINNT/MEMORY.DMP", "when": "1999-06-01", "count": 1,
      "articles": [{"id": "Q100004", "title": "STOP 0x0000001E in Olddrv.sys"}]})"));
  CHECK(answer["failures"][1] ==
        json::parse(R"({"kind": "event", "canonical": "EVENT:4058", "parameters": [],
      "by": "SpoolWatch", "source": "WINNT/System32/Config/SysEvent.Evt", "when": "1999-05-29",
      "count": 2, "articles": []})"));
  REQUIRE(answer["fixes"].size() == 3);
  CHECK(answer["fixes"][0] ==
        json::parse(R"({"id": "Q100001", "title": "Olddrv.sys Loses Paper", "state": "missing",
      "why": "olddrv.sys: the version is lower", "superseded_by": null,
      "evidence": [{"file": "Olddrv.sys", "path": "WINNT/System32/olddrv.sys",
        "have": {"version": "4.0.1381.133", "size": 1024, "date": "1998-10-31"},
        "fix": {"version": "4.0.1381.204", "size": 368464, "date": "1999-03-14"}}]})"));
  CHECK(answer["fixes"][1]["id"] == "Q100002");
  CHECK(answer["fixes"][1]["state"] == "has");
  CHECK(answer["fixes"][1]["evidence"].size() == 1);  // not of Alpha, not of the absent file
  CHECK(answer["fixes"][2]["state"] == "cannot_tell");
  CHECK(answer["fixes"][2]["why"] == "w2kdrv.sys: the version is of another branch");
  CHECK(answer["diagnostics"] == json::array());

  const Ran text = box.run({"inspect", "disk"});
  CHECK(text.out.starts_with("Windows NT Server 4.0, build 1381, Service Pack 6a  in WINNT\n"));
  CHECK(has(text.out, "Fixes that are missing: 1"));
  CHECK(box.run({"inspect", "--profile", "disk"}) == Ran{0, "nt4sp6a,ie4\n", ""});
}

TEST_CASE("a later missing fix of the same files stands for an earlier one", "[cli][inspect]") {
  const Disk box;
  box.write(
      "a/Q100005.TXT",
      disk_article(
          "Q100005", "Olddrv.sys Jams",
          fix_table("   03/14/2000  06:39p  4.0.1381.304    368,470   Olddrv.sys   x86\r\n")));
  box.index({"a"});
  const json fixes = box.inspect()["fixes"];
  CHECK(fixes[0]["superseded_by"] == "Q100005");
  CHECK(fixes[1]["superseded_by"] == nullptr);
  CHECK(has(box.run({"inspect", "disk"}).out, "Fixes that are missing: 1, which bring 1 earlier"));
}

TEST_CASE("a file that the article brings for another system is not missing", "[cli][inspect]") {
  const Disk box;
  const auto table = [](const std::string& system, const std::string& row) {
    return "\r\n" + system + "\r\n" + std::string(system.size(), '-') +
           "\r\n\r\n   Date        Time    Version         Size      File name    Platform\r\n"
           "   -------------------------------------------------------------------\r\n" +
           row;
  };
  box.program("WINNT/System32/olddrv.pdb", {0, 0, 0, 0});
  box.write(
      "a/Q100005.TXT",
      disk_article(
          "Q100005", "Olddrv.pdb Is Wrong",
          "RESOLUTION\r\n==========\r\n\r\nThe English version of this fix should have these "
          "files or later:\r\n" +
              table("Windows NT 4.0",
                    "   03/14/1999  06:39p                  1,030     Olddrv.pdb   x86\r\n") +
              table("Windows 2000",
                    "   10/31/1998  06:39p                  1,024     Olddrv.pdb   x86\r\n")));
  box.index({"a"});
  const json fixes = box.inspect()["fixes"];
  const auto fix = std::find_if(fixes.begin(), fixes.end(),
                                [](const json& one) { return one["id"] == "Q100005"; });
  REQUIRE(fix != fixes.end());
  CHECK((*fix)["state"] == "cannot_tell");
  CHECK(has((*fix)["why"], "brings for another system"));
}

TEST_CASE("a fix that the service pack brought is there", "[cli][inspect]") {
  const Disk box;
  box.write("a/Q100001.TXT",
            disk_article(
                "Q100001", "Olddrv.sys Loses Paper",
                fix_table("   03/14/1999  06:39p  4.0.1381.204    368,464   Olddrv.sys   x86\r\n") +
                    "\r\nSTATUS\r\n======\r\n\r\nMicrosoft has confirmed this to be a problem "
                    "in Windows NT 4.0. This problem was\r\nfirst corrected in Windows NT 4.0 "
                    "Service Pack 5.\r\n"));
  box.index({"a"});
  const json fix = box.inspect()["fixes"][0];
  CHECK(fix["id"] == "Q100001");
  CHECK(fix["state"] == "has");
  CHECK(fix["why"] == "fixed in the service pack you have (Windows NT 4.0 Service Pack 5)");
}

TEST_CASE("without an index the machine and its failures are told", "[cli][inspect]") {
  const Disk box;
  const json answer = box.inspect();
  CHECK(answer["system"]["service_pack"] == "6a");
  CHECK(answer["failures"].size() == 2);
  CHECK(answer["failures"][0]["articles"] == json::array());
  CHECK(answer["fixes"] == json::array());
  REQUIRE(answer["diagnostics"].size() == 1);
  CHECK(has(answer["diagnostics"][0], "there is no index"));
}

TEST_CASE("a folder of Windows 98 is known by its kernel", "[cli][inspect]") {
  const Sandbox box;
  box.write("disk/MSDOS.SYS", "[Paths]\r\nWinDir=C:\\WINDOWS\r\n");
  box.write("disk/WINDOWS/SYSTEM.DAT", "CREG");
  box.write("disk/WINDOWS/SYSTEM/KERNEL32.DLL", pe_file({4, 10, 0, 2222}, kDiskDay));
  const Ran ran = box.run({"inspect", "-q", "disk"});
  CHECK(ran.out == "Windows 98 Second Edition 4.10, build 2222  in WINDOWS\n  profile  win98\n");
  CHECK(ran.status == 0);
}

TEST_CASE("Windows 95 to Me are known by their registry", "[cli][inspect]") {
  struct Row {
    std::string number;
    std::string sub;
    std::string want;
    std::string profile;
  };
  const auto row = GENERATE(values<Row>({
      {"4.00.950", "", "Windows 95 4.00, build 950", "win95,ie4"},
      {"4.00.1111", " B", "Windows 95 OSR2 4.00, build 1111", "win95,ie4"},
      {"4.10.2222", " A ", "Windows 98 Second Edition 4.10, build 2222", "win98,ie4"},
      {"4.90.3000", "", "Windows Me 4.90, build 3000", "winme,ie4"},
  }));
  CAPTURE(row.number);
  const Sandbox box;
  box.write("disk/WINDOWS/SYSTEM.DAT",
            registry_9x(
                {"",
                 {},
                 {{"Software",
                   {},
                   {{"Microsoft",
                     {},
                     {{"Windows",
                       {},
                       {{"CurrentVersion",
                         {{"VersionNumber", row.number}, {"SubVersionNumber", row.sub}},
                         {{"Setup",
                           {},
                           {{"Updates",
                             {},
                             {{"UPD168115", {{"", "OLE update"}}},
                              {"W95", {}, {{"Q154871", {{"", "Share update"}}}}}}}}},
                          {"Uninstall",
                           {},
                           {{"Paint", {{"DisplayName", "Microsoft Paint Shop, version 2.5"}}}}}}}}},
                      {"Internet Explorer", {{"Version", "4.72.3612.1713"}}}}}}}}}));
  const Ran ran = box.run({"inspect", "--json", "disk"});
  const json answer = json::parse(ran.out);
  CHECK(answer["system"]["profile"] == row.profile);
  CHECK(answer["installed"] == json::parse(R"([{"id": "Q154871", "witness": "registry"},
      {"id": "Q168115", "witness": "registry"}])"));
  CHECK(answer["system"]["also"][1] ==
        json::parse(R"({"name": "Paint Shop, version", "version": "2.5"})"));
  CHECK(box.run({"inspect", "-q", "disk"}).out.starts_with(row.want + "  in WINDOWS\n"));
}

TEST_CASE("what is started and missing is told, of the machine and its users", "[cli][inspect]") {
  const auto registry = [](const std::vector<HiveValue>& run,
                           const std::vector<HiveKey>& uninstall) {
    return HiveKey{"",
                   {},
                   {{"Software",
                     {},
                     {{"Microsoft",
                       {},
                       {{"Windows",
                         {},
                         {{"CurrentVersion",
                           {{"VersionNumber", "4.10.2222"}},
                           {{"Run", run}, {"Uninstall", {}, uninstall}}}}}}}}}}};
  };
  const Sandbox box;
  box.write("disk/WINDOWS/SYSTEM/KERNEL32.DLL", pe_file({4, 10, 0, 2222}, kDiskDay));
  box.write("disk/WINDOWS/TASKMON.EXE", "MZ");
  box.write("disk/WINDOWS/RUNDLL32.EXE", "MZ");
  box.write("disk/Program Files/Snap/read.me", "");
  box.write("disk/WINDOWS/SYSTEM.DAT",
            registry_9x(registry({{"TaskMonitor", "c:\\windows\\taskmon"},
                                  {"Power", "Rundll32.exe gone.dll,Load"},
                                  {"Net", "F:\\apps\\net.exe"}},
                                 {})));
  box.write("disk/WINDOWS/Profiles/ann/USER.DAT",
            registry_9x(registry({{"Snap", "C:\\Program Files\\Snap\\snap.exe /s"},
                                  {"Task", "taskmon.exe"},
                                  {"Other", "C:\\Not Copied\\a.exe"}},
                                 {{"Snap", {{"DisplayName", "Snap 2.5"}}}})));
  const json answer = json::parse(box.run({"inspect", "--json", "disk"}).out);
  CHECK(answer["system"]["also"] == json::parse(R"([{"name": "Snap", "version": "2.5"}])"));
  REQUIRE(answer["failures"].size() == 2);
  CHECK(answer["failures"][0] == json::parse(R"({"kind": "file", "canonical": "gone.dll",
      "parameters": [], "by": "started, but not there", "source": "WINDOWS/SYSTEM.DAT", "when": null, "count": 1,
      "articles": []})"));
  CHECK(answer["failures"][1]["canonical"] == "snap.exe");
  CHECK(answer["failures"][1]["source"] == "WINDOWS/Profiles/ann/USER.DAT");

  box.remove("disk/WINDOWS/SYSTEM/KERNEL32.DLL");  // a part of a disk
  CHECK(json::parse(box.run({"inspect", "--json", "disk"}).out)["failures"] == json::array());
}

/// The registry of a user who has a product.
std::string user_with(const std::string& product) {
  return hive({"",
               {},
               {{"Software",
                 {},
                 {{"Microsoft",
                   {},
                   {{"Windows",
                     {},
                     {{"CurrentVersion",
                       {},
                       {{"Uninstall", {}, {{"Snap", {{"DisplayName", product}}}}}}}}}}}}}}});
}

TEST_CASE("a user of Windows NT has products of their own", "[cli][inspect]") {
  const auto path =
      GENERATE("disk/WINNT/Profiles/ann/NTUSER.DAT", "disk/Documents and Settings/ann/ntuser.dat");
  const Disk box;
  box.write(path, user_with("Snap 2.5"));
  CHECK(box.inspect()["system"]["also"][1] == json::parse(R"({"name": "Snap", "version": "2.5"})"));
}

TEST_CASE("a product shows nothing of a file that its articles do not bring", "[cli][inspect]") {
  const Disk box;
  box.write("disk/WINNT/Profiles/ann/NTUSER.DAT", user_with("Snap 3.0"));
  box.program("WINNT/System32/third.sys", {3, 0, 92, 1});
  box.write(
      "a/Q100005.TXT",
      disk_article("Q100005", "Third.sys Is Old",
                   fix_table("   03/14/1999  06:39p                  368,464   Third.sys\r\n")));
  box.index({"a"});
  const json fixes = box.inspect()["fixes"];
  const auto fix = std::find_if(fixes.begin(), fixes.end(),
                                [](const json& one) { return one["id"] == "Q100005"; });
  REQUIRE(fix != fixes.end());
  CHECK((*fix)["why"] == "third.sys: the file is of a branch that is not known");
}

TEST_CASE("the registry that Rdisk keeps stands in for one that is gone", "[cli][inspect]") {
  struct Row {
    std::string name;
    std::string (*pack)(const std::string&);
  };
  const auto row = GENERATE(values<Row>({
      {"software._", [](const std::string& bytes) { return szdd(bytes); }},
      {"SOFTWARE._", [](const std::string& bytes) { return cabinet(bytes, CabinetKind::kMszip); }},
      {"software", [](const std::string& bytes) { return bytes; }},
  }));
  CAPTURE(row.name);
  const Disk box;
  box.write("disk/WINNT/repair/" + row.name,
            row.pack(box.read("disk/WINNT/System32/Config/software")));
  box.write("disk/WINNT/System32/Config/software", "regf");
  const json answer = box.inspect();
  CHECK(answer["system"]["service_pack"] == "6a");
  CHECK(has(answer["diagnostics"].dump(), "is no registry that can be read"));
  CHECK(has(answer["diagnostics"].dump(), "WINNT/repair/" + row.name + " was read in place of "));
}

TEST_CASE("of a damaged SYSTEM.DAT the copy that Windows 95 keeps is read", "[cli][inspect]") {
  const Sandbox box;
  box.write("disk/WINDOWS/SYSTEM.DAT", "CREG");
  box.write(
      "disk/WINDOWS/SYSTEM.DA0",
      registry_9x(
          {"",
           {},
           {{"Software",
             {},
             {{"Microsoft",
               {},
               {{"Windows", {}, {{"CurrentVersion", {{"VersionNumber", "4.00.950"}}}}}}}}}}}));
  const Ran ran = box.run({"inspect", "disk"});
  CHECK(ran.out.starts_with("Windows 95 4.00, build 950  in WINDOWS\n"));
  CHECK(
      has(ran.err, "WINDOWS/SYSTEM.DA0 was read in place of WINDOWS/system.dat, and may be older"));
}

TEST_CASE("libcreg reads the registry that these tests write", "[cli][inspect]") {
  const Sandbox box;
  box.write("system.dat", registry_9x({"root",
                                       {},
                                       {{"Software",
                                         {{"Version", "Windows 98"}, {"Number", "", 7}},
                                         {{"First", {}}, {"Second", {{"Name", "a text"}}}}}}}));
  const Ran ran = box.run_tool({"sh", "-c", "command -v cregexport && cregexport system.dat"});
  if (ran.out.empty()) return skip("cregexport (libcreg-utils) is not installed");
  CHECK(ran.status == 0);
  for (const std::string part :
       {"Key path: root\\Software\n", "Data: Windows 98\n", "Key path: root\\Software\\First\n",
        "Key path: root\\Software\\Second\n", "Data: a text\n"}) {
    CAPTURE(part);
    CHECK(has(ran.out, part));
  }
}

TEST_CASE("failures before a date are left out and not counted", "[cli][inspect]") {
  struct Row {
    std::string since;
    std::size_t want;
  };
  const auto row = GENERATE(values<Row>({{"1999", 2}, {"1999-05-30", 1}, {"1999-06-02", 0}}));
  CAPTURE(row.since);
  const Disk box;
  const Ran ran = box.run({"inspect", "--json", "--since", row.since, "disk"});
  CHECK(json::parse(ran.out)["failures"].size() == row.want);
  CHECK(is_one_error(box.run({"inspect", "--since", "soon", "disk"})));
}

TEST_CASE("of several Windows one is chosen", "[cli][inspect]") {
  const Disk box;
  box.write("disk/OLD/system32/config/software", box.read("disk/WINNT/System32/Config/software"));
  box.write("disk/WIN98/SYSTEM/KERNEL32.DLL", pe_file({4, 10, 0, 2222}, kDiskDay));
  CHECK(has(box.run({"inspect", "disk"}).err,
            "another Windows lies in OLD/; --windows OLD/ inspects it"));
  const auto root = [&](const std::string& windows) {
    const Ran ran = box.run({"inspect", "--json", "--windows", windows, "disk"});
    return ran.status == 0 ? json::parse(ran.out)["system"]["root"] : json(is_one_error(ran));
  };
  CHECK(root("old/") == "old");
  CHECK(root("WIN98") == "WIN98");
  CHECK(root("none") == true);
}

TEST_CASE("a file in the folder of another Windows is not one of this", "[cli][inspect]") {
  const Disk box;
  box.program("WINNT2/System32/olddrv.sys", {4, 0, 1381, 7086});
  box.index({"a"});
  const json fix = box.inspect()["fixes"][0];
  CHECK(fix["state"] == "missing");
  REQUIRE(fix["evidence"].size() == 1);
  CHECK(fix["evidence"][0]["path"] == "WINNT/System32/olddrv.sys");
}

TEST_CASE("files that are not as setup has put them are told", "[cli][inspect]") {
  const Disk box;
  const std::string whole = pe_file({4, 0, 1381, 133}, 0);
  const std::uint32_t sum = kb::image_checksum(whole);
  std::string log =
      "[Paths]\r\nTargetDirectory = \"\\WINNT\"\r\n[Signature]\r\nVersion = \"WinNt4.0\"\r\n"
      "[Files.WinNt]\r\n\\WINNT\\Help\\gone.hlp = \"gone.hlp\",\"1\"\r\n";
  const auto put = [&](const std::string& name, const std::string& bytes) {
    if (!bytes.empty()) box.write("disk/WINNT/System32/" + name, bytes);
    log += "\\WINNT\\System32\\" + name + " = \"" + name + "\",\"abc\"\r\n";
  };
  for (int i = 0; i < 9; ++i) put("fixed" + std::to_string(i) + ".dll", with_checksum(whole, sum));
  put("unsummed.dll", whole);
  put("broken.dll", with_checksum(whole, sum + 1));
  put("gone.dll", "");
  box.write("disk/WINNT/repair/SETUP.LOG", log);
  box.write("a/Q100006.TXT", disk_article("Q100006", "Broken.dll Is Damaged After Restart",
                                          "SYMPTOMS\r\n========\r\n\r\nBroken.dll is missing "
                                          "or corrupt after the computer restarts.\r\n"));
  box.index({"a"});
  json failures = box.inspect()["failures"];
  REQUIRE(failures.size() == 4);
  CHECK(failures[1] == json::parse(R"({"kind": "file", "canonical": "broken.dll",
      "parameters": [], "by": "damaged", "source": "WINNT/System32/broken.dll", "when": null,
      "count": 1, "articles": [{"id": "Q100006", "title": "Broken.dll Is Damaged After Restart"}]})"));
  CHECK(failures[2]["canonical"] == "gone.dll");
  CHECK(failures[2]["by"] == "missing");
  CHECK(failures[2]["source"] == "WINNT/repair/SETUP.LOG");

  // A copy of a part of the disk lacks many.
  for (int i = 0; i < 9; ++i) box.remove("disk/WINNT/System32/fixed" + std::to_string(i) + ".dll");
  const json part = box.inspect();
  CHECK(part["failures"].size() == 3);
  CHECK(has(part["diagnostics"].dump(), "10 of 12 programs"));
}

TEST_CASE("an emergency repair disk says which Windows it is of", "[cli][inspect]") {
  const Sandbox box;
  box.write("disk/setup.log",
            "[Paths]\r\nTargetDirectory = \"\\WINNT\"\r\n[Signature]\r\n"
            "Version = \"WinNt4.0\"\r\n");
  const Ran ran = box.run({"inspect", "disk"});
  CHECK(ran.status == 0);
  CHECK(ran.out == "Windows NT 4.0  in .\n  profile  nt4\n");
  CHECK(has(ran.err, "only setup.log tells which Windows it is"));
}

TEST_CASE("the registry on an emergency repair disk is read", "[cli][inspect]") {
  const Disk disk;
  const Sandbox box;
  box.write("disk/setup.log", "[Signature]\r\nVersion = \"WinNt4.0\"\r\n");
  box.write("disk/SOFTWARE._", szdd(disk.read("disk/WINNT/System32/Config/software")));
  CHECK(box.run({"inspect", "-q", "disk"}).out ==
        "Windows NT 4.0, build 1381, Service Pack 6a  in .\n  also     Internet Explorer "
        "4.72.3612.1713\n  profile  nt4sp6a,ie4\n  hotfixes Q246009\n");
  box.write("disk/SOFTWARE._", "SZDD");
  CHECK(box.run({"inspect", "-q", "disk"}).out == "Windows NT 4.0  in .\n  profile  nt4\n");
}

TEST_CASE("a folder of setup on a disk of Windows 98 is no Windows NT", "[cli][inspect]") {
  const Sandbox box;
  box.write("disk/WINDOWS/SYSTEM/KERNEL32.DLL", pe_file({4, 10, 0, 1998}, kDiskDay));
  box.write("disk/I386/SOFTWARE._", szdd(hive({"root"})));
  CHECK(box.run({"inspect", "-q", "disk"}).out.starts_with("Windows 98 4.10, build 1998"));
}

TEST_CASE("a setup of Windows 95 that stopped is told", "[cli][inspect]") {
  const Sandbox box;
  box.write("disk/SETUPLOG.TXT", "[Started]\r\nStarted=Passed\r\n[FileCopy]\r\n");
  box.write("disk/DETCRASH.LOG", "\x01\x02");
  box.write("disk/DETLOG.TXT", "Checking for: System Bus\r\nChecking for: Sound Card\r\n");
  const Ran ran = box.run({"inspect", "--json", "disk"});
  CHECK(ran.status == 0);
  const json failures = json::parse(ran.out)["failures"];
  REQUIRE(failures.size() == 2);
  CHECK(failures[0]["canonical"] == "detcrash.log");
  CHECK(failures[0]["by"] == "Sound Card");
  CHECK(failures[1]["kind"] == "setup");
  CHECK(failures[1]["by"] == "FileCopy");
}

TEST_CASE("the answer is a page that can be kept", "[cli][inspect]") {
  const Disk box;
  box.write("disk/WINNT/drwtsn32.log",
            "Application exception occurred:\r\n  App: a<b>.exe (pid=203)\r\n"
            "  Exception number: c0000005 (access violation)\r\n");
  box.index({"a"});
  const Ran ran = box.run({"inspect", "--html", "disk"});
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(ran.out.starts_with("<!DOCTYPE HTML"));
  CHECK(ran.out.ends_with("</html>\n"));
  for (const std::string part :
       {"<h1>Windows NT Server 4.0, build 1381, Service Pack 6a</h1>", "<h2>What failed: 3</h2>",
        "a&lt;b&gt;.exe", "STOP:0x0000001E (0xC0000005, ", "<h2>Fixes that are missing: 1</h2>",
        "WINNT/System32/olddrv.sys: 4.0.1381.133, 1024 bytes, 1998-10-31; the fix has "
        "4.0.1381.204, 368464 bytes, 1999-03-14",
        "<h2>Fixes of which kb can't tell: 1</h2>", "<h2>Fixes that are there: 1</h2>"}) {
    CAPTURE(part);
    CHECK(has(ran.out, part));
  }
}

TEST_CASE("lists of files and fixes stand for a disk", "[cli][inspect]") {
  const Disk box;
  box.index({"a"});
  const std::string lists =
      "Windows NT Server Version 4.0 (Build 1381: Service Pack 6)\r\n"
      " Directory of C:\\WINNT\\system32\r\n\r\n"
      "10/14/96  10:37p               352,000 olddrv.sys\r\n"
      "--a-- W32i   DRV ENU   4.0.1381.7086 shp    343,312 10-14-1999 newdrv.sys\r\n"
      "Q246009:  Current on system.\r\n";
  const Ran ran = box.command({"inspect", "--json", "-"}).input(lists).run();
  CHECK(ran.status == 0);
  const json answer = json::parse(ran.out);
  CHECK(answer["system"]["service_pack"] == "6");
  CHECK(answer["system"]["root"] == "C:/WINNT");
  CHECK(answer["installed"] == json::parse(R"([{"id": "Q246009", "witness": "list"}])"));
  REQUIRE(answer["fixes"].size() == 2);
  CHECK(answer["fixes"][0]["id"] == "Q100001");
  CHECK(answer["fixes"][0]["state"] == "missing");
  CHECK(answer["fixes"][0]["why"] == "olddrv.sys: the file is older by its date");
  CHECK(answer["fixes"][1]["state"] == "has");
  CHECK(has(
      box.command({"inspect", "-"}).input("10/14/96  10:37p   352,000 olddrv.sys\r\n").run().err,
      "do not say which Windows it is"));
  CHECK(box.command({"inspect", "-"}).input("").run().status == 1);
}

TEST_CASE("what can't be inspected is refused, and nothing found is said", "[cli][inspect]") {
  const Sandbox box;
  box.write("other/a.txt", "nothing");
  CHECK(box.run({"inspect", "other"}).status == 1);
  CHECK(box.run({"inspect", "--profile", "other"}).status == 1);
  const Ran ran = box.run({"inspect", "--json", "other"});
  CHECK(ran.status == 1);
  CHECK(json::parse(ran.out)["system"] == nullptr);
  CHECK(is_one_error(box.run({"inspect", "./none"})));
  CHECK(is_one_error(box.run({"inspect", "other/a.txt"})));
}

TEST_CASE("links out of the folder are not followed", "[cli][inspect]") {
  const Disk box;
  REQUIRE(::mkdir(box.path("empty").c_str(), 0755) == 0);
  REQUIRE(::symlink(box.path("disk/WINNT").c_str(), box.path("empty/WINNT").c_str()) == 0);
  const Ran ran = box.run({"inspect", "empty"});
  CHECK(ran.status == 1);
  CHECK(has(ran.err, "1 link was not followed"));
}

TEST_CASE("a path where nothing is found gets one sentence", "[cli][inspect]") {
  const Sandbox box;
  box.write("pictures/a.jpg", "");
  REQUIRE(::mkdir(box.path("empty").c_str(), 0755) == 0);
  for (const std::string path : {"pictures", "empty"}) {
    const Ran ran = box.run({"inspect", path});
    CHECK(ran.status == 1);
    CHECK(has(ran.err, "nothing of Windows was found in " + path + "; give a disk, or its folder"));
  }
  for (const std::string path : {"", "pictures/a.jpg"})
    CHECK(is_one_error(box.run({"inspect", path})));
}

TEST_CASE("folders that can't be read are counted, and the others are told", "[cli][inspect]") {
  const Disk box;
  if (box.command({"--version"}).as_nobody().run().status != 0)
    return skip("the program can't be run as nobody here");
  for (const std::string name : {"disk/A", "disk/B"}) {
    box.write(name + "/x", "");
    REQUIRE(::chmod(box.path(name).c_str(), 0) == 0);
  }
  const Ran ran = box.command({"inspect", "disk"}).as_nobody().run();
  CHECK(ran.status == 0);
  CHECK(ran.out.starts_with("Windows NT Server 4.0, build 1381"));
  CHECK(has(ran.err, "2 folders can't be read; check the permissions"));
  const Ran none = box.command({"inspect", "disk/A"}).as_nobody().run();
  CHECK(is_one_error(none));
  CHECK(has(none.err, "can't read disk/A/: Permission denied; check the path and its permissions"));
  for (const std::string name : {"disk/A", "disk/B"})
    REQUIRE(::chmod(box.path(name).c_str(), 0755) == 0);
}
