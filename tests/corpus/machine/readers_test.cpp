// The readers of an old machine's files: what they read, and that damage never stops them.
#include <catch2/catch.hpp>
#include <cstdint>
#include <functional>

#include "corpus/machine/boot_log.h"
#include "corpus/machine/checksum.h"
#include "corpus/machine/compressed_file.h"
#include "corpus/machine/crash_dump.h"
#include "corpus/machine/dates.h"
#include "corpus/machine/event_log.h"
#include "corpus/machine/program_file.h"
#include "corpus/machine/registry/registry_9x.h"
#include "corpus/machine/registry/registry_hive.h"
#include "corpus/machine/setup_log.h"
#include "corpus/machine/setup_trace.h"
#include "corpus/machine/system/installed_system.h"
#include "corpus/machine/system/started_programs.h"
#include "corpus/machine/watson_log.h"
#include "tests/support/machine.h"

using namespace kb;
using namespace kb::testing;

namespace {

const HiveKey kSoftware = {
    "root",
    {},
    {{"Microsoft",
      {},
      {{"Windows NT",
        {},
        {{"CurrentVersion",
          {{"CurrentVersion", "4.0"}, {"CSDVersion", "Service Pack 6"}, {"Number", "", 0x600}},
          {{"HotFix", {}, {{"Q246009", {{"Installed", "", 1}}}, {"Q1", {}}}}}}}}}}}};

std::string names_of(const std::vector<RegistryKey>& keys) {
  std::string names;
  for (const RegistryKey& one : keys) names += one.name + " ";
  return names;
}

std::string texts_of(const Registry& registry, std::string_view path) {
  std::string texts;
  for (const RegistryText& one : registry.texts(path)) texts += one.name + "=" + one.text + " ";
  return texts;
}

constexpr std::string_view kCurrent = "microsoft\\windows nt\\CURRENTVERSION";

const std::string kWatson =
    "Application exception occurred:\r\n"
    "        App: exe\\store.dbg (pid=203)\r\n"
    "        When: 1/14/1999 @ 9:12:44.123\r\n"
    "        Exception number: c0000005 (access violation)\r\n"
    "\r\n"
    "Application exception occurred:\r\n"
    "        App: spoolss.exe (pid=9)\r\n"
    "        When: 99/99/1999 @ 9:12:44.123\r\n"
    "        Exception number: c0000094 (divide by zero)\r\n";

const std::string kSetupLog =
    "[Paths]\r\nTargetDirectory = \"\\WINNT\"\r\n"
    "[Signature]\r\nVersion = \"WinNt4.0\"\r\n"
    "[Files.SystemPartition]\r\nntldr = \"ntldr\",\"2a36b\"\r\n"
    "[Files.WinNt]\r\n"
    "\\WINNT\\system32\\samsrv.dll = \"samsrv.dll\",\"316d3\",\"\\\",\"disk 2\",\"d2\"\r\n"
    "\\Winnt\\System32\\drivers\\atapi.sys = \"atapi.sys\",\" f7fb\"\r\n"
    "\\WINNT\\system32\\bad.dll = \"bad.dll\",\"none\"\r\n"
    "\\OTHER\\a.dll = \"a.dll\",\"1\"\r\n"
    "\\WINNT\\b.dll\r\n";

std::string three_events() {
  // The newest record stands in front, as in a log that began again; the last one is cut.
  const std::string last = event_record({9, 930'000'000, 0x8000A001, 2, "LsaSrv", {}});
  return std::string("\x30\0\0\0LfLe", 8) + std::string(40, '\0') +
         event_record({7, 928'195'200, 1001, 4, "Save Dump", {"0x0000001e (0xc0000005)", "x"}}) +
         event_record({6, 928'000'000, 0xC0000FDA, 1, "MSExchangeIMC", {"one", "two"}}) +
         last.substr(0, last.size() - 4);
}

}  // namespace

TEST_CASE("a program's version, processor and day of linking are read", "[machine]") {
  const auto pe = read_program_file(pe_file({4, 0, 1381, 133}, 909'792'000));
  REQUIRE(pe);
  CHECK(pe->version == "4.0.1381.133");
  CHECK(pe->platform == "x86");
  CHECK(pe->linked == "1998-10-31");
  CHECK(read_program_file(pe_file({4, 0, 1381, 1}, 0, 0x184))->platform == "Alpha");
  CHECK(read_program_file(pe_file({4, 0, 1381, 1}, 0))->linked.empty());
  const auto ne = read_program_file(ne_file({3, 10, 0, 103}));
  REQUIRE(ne);
  CHECK(ne->version == "3.10.0.103");
  CHECK(read_program_file("MZ")->version.empty());
  CHECK_FALSE(read_program_file("a text"));
  CHECK_FALSE(read_program_file(""));
}

TEST_CASE("a dump's code and parameters are read", "[machine]") {
  const auto system =
      read_crash_dump(memory_dump(0x1E, {0xC0000005, 0x80118BF4, 0, 1}, 125'726'688'000'000'000));
  REQUIRE(system);
  CHECK(system->kind == CrashDump::Kind::kSystem);
  CHECK(system->code == 0x1E);
  CHECK(system->parameters[1] == 0x80118BF4);
  CHECK(system->when == "1999-06-01");
  const auto program = read_crash_dump(user_dump(0xC0000005));
  REQUIRE(program);
  CHECK(program->kind == CrashDump::Kind::kProgram);
  CHECK(program->code == 0xC0000005);
  CHECK(program->program == "store.exe");
  for (const std::string mark : {"PAGEDUMP", "PAGEDU64", "USERDUMP", "MDMP"})
    CHECK(read_crash_dump(mark)->kind == CrashDump::Kind::kUnread);
  CHECK_FALSE(read_crash_dump("PAGE"));
}

TEST_CASE("a 64-bit dump's code and parameters are read", "[machine]") {
  const auto dump =
      read_crash_dump(memory_dump_64(0xD1, {0xFFFFF80012345678, 2, 0, 1}, 125'726'688'000'000'000));
  REQUIRE(dump);
  CHECK(dump->kind == CrashDump::Kind::kSystem);
  CHECK(dump->is_64_bit);
  CHECK(dump->code == 0xD1);
  CHECK(dump->parameters == std::array<std::uint64_t, 4>{0xFFFFF80012345678, 2, 0, 1});
  CHECK(dump->when == "1999-06-01");
}

TEST_CASE("a minidump names the program and where it failed", "[machine]") {
  const auto dump = read_crash_dump(minidump(0xC0000005, 1'000'000'000));
  REQUIRE(dump);
  CHECK(dump->kind == CrashDump::Kind::kProgram);
  CHECK(dump->code == 0xC0000005);
  CHECK(dump->program == "store.exe");
  CHECK(dump->module == "ntdll.dll");
  CHECK(dump->when == "2001-09-09");
  CHECK(read_crash_dump(minidump(0, 5))->kind == CrashDump::Kind::kUnread);
}

TEST_CASE("events are read wherever they lie, in the order of their numbers", "[machine]") {
  const auto events = read_event_log(three_events());
  REQUIRE(events.size() == 2);
  CHECK(events[0].source == "MSExchangeIMC");
  CHECK(events[0].id == 4058);
  CHECK(events[0].type == LoggedEvent::Type::kError);
  CHECK(events[0].strings == std::vector<std::string>{"one", "two"});
  CHECK(events[1].source == "Save Dump");
  CHECK(iso_date(events[1].seconds) == "1999-06-01");
  CHECK(read_event_log(three_events(), 1).size() == 1);
}

TEST_CASE("Dr. Watson's log is read in both encodings", "[machine]") {
  for (const std::string& log : {kWatson, "\xFF\xFE" + wide(kWatson)}) {
    const auto faults = read_watson_log(log);
    REQUIRE(faults.size() == 2);
    CHECK(faults[0].program == "exe\\store.dbg");
    CHECK(faults[0].code == 0xC0000005);
    CHECK(faults[0].when == "1999-01-14");
    CHECK(faults[1].code == 0xC0000094);
    CHECK(faults[1].when.empty());
  }
}

TEST_CASE("what did not load is read from the logs of starts", "[machine]") {
  const auto failures = read_boot_log(
      "[000E0BAF] Loading Vxd = ndis2sup.vxd\r\n"
      "[000E0BB0] LoadFailed = ndis2sup.vxd\r\n"
      "[000E0BB1] LoadSuccess = C:\\WINDOWS\\HIMEM.SYS\r\n"
      "LoadFail = C:\\WINDOWS\\EMM386.EXE Failure code is 12\r\n"
      "[0011F2E2] INITCOMPLETEFAILED = SDVXD\r\n"
      "Did not load driver \\SystemRoot\\System32\\DRIVERS\\rasacd.sys\r\n"
      "LoadFailed =\r\n[\r\n");
  std::string found;
  for (const BootFailure& one : failures) found += one.step + ":" + one.file + " ";
  CHECK(found ==
        "LoadFailed:ndis2sup.vxd LoadFail:EMM386.EXE INITCOMPLETEFAILED:SDVXD "
        "Did not load driver:rasacd.sys ");
  CHECK(read_boot_log("LoadFail = a.vxd\nLoadFail = b.vxd\n", 1).size() == 1);
}

TEST_CASE("a setup.log names the files of Windows with their checksums", "[machine]") {
  const auto log = read_setup_log(kSetupLog);
  REQUIRE(log);
  CHECK(log->version == "4.0");
  CHECK(log->root == "WINNT");
  REQUIRE(log->files.size() == 2);
  CHECK(log->files[0].path == "system32/samsrv.dll");
  CHECK(log->files[0].checksum == 0x316D3);
  CHECK(log->files[1].path == "System32/drivers/atapi.sys");
  CHECK(read_setup_log(kSetupLog, 1)->files.size() == 1);
  CHECK(read_setup_log("\xFF\xFE" + wide(kSetupLog))->files.size() == 2);
  CHECK_FALSE(read_setup_log("[boot loader]\r\ntimeout=30\r\n"));
}

TEST_CASE("a packed file is unpacked", "[machine]") {
  std::string bytes = kSetupLog + std::string(5000, 'a') + kSetupLog;
  for (std::uint32_t i = 0; i < 70'000; ++i) bytes += char(i * i >> 5U & 0xFFU);
  struct Row {
    std::string name;
    std::string packed;
  };
  const auto row = GENERATE_COPY(values<Row>({{"SZDD", szdd(bytes)},
                                              {"stored", cabinet(bytes, CabinetKind::kStored)},
                                              {"MSZIP", cabinet(bytes, CabinetKind::kMszip)}}));
  CAPTURE(row.name);
  CHECK(expand_file(row.packed, bytes.size()) == bytes);
  CHECK_FALSE(expand_file(row.packed, bytes.size() - 1));
  CHECK_FALSE(expand_file(row.packed.substr(0, row.packed.size() - 1), bytes.size()));
  CHECK_FALSE(expand_file(bytes, bytes.size()));
}

TEST_CASE("a file that copies from before its beginning has blanks there", "[machine]") {
  std::string packed = szdd("abcd");
  packed.resize(0x0E);
  packed += std::string("\0\0\x01", 3);  // four bytes from place 0
  CHECK(expand_file(packed, 4) == "    ");
}

TEST_CASE("the programs of a command are known by name and folder", "[machine]") {
  struct Row {
    std::string command;
    std::string want;  // each `folder:name`
  };
  const auto row = GENERATE(values<Row>({
      {"C:\\WINDOWS\\scanregw.exe /autorun", "WINDOWS:scanregw.exe "},
      {"SysTray.Exe", ":SysTray.Exe "},
      {"mobsync /logon", ":mobsync.exe "},
      {"\"C:\\Program Files\\Snap\\snap it.exe\" -q", "Program Files/Snap:snap it.exe "},
      {"c:\\Program Files\\Snap\\snap.exe -q", "Program Files/Snap:snap.exe "},
      {"Rundll32.exe powrprof.dll,LoadCurrentPwrScheme", ":Rundll32.exe :powrprof.dll "},
      {"RunDLL32.exe \"C:\\WINDOWS\\SYSTEM\\nv.dll\",Start",
       ":RunDLL32.exe WINDOWS/SYSTEM:nv.dll "},
      {"rundll32 shell32,Control_RunDLL", ":rundll32.exe :shell32.dll "},
      {"C:\\PROGRA~1\\NORTON\\NAVAPW32.EXE", ""},
      {"D:\\setup.exe", ""},
      {"%windir%\\explorer.exe", ""},
      {"C:\\boot.exe", ":boot.exe "},
      {"\"C:\\a", ":a.exe "},
      {"\"", ""},
      {"", ""},
  }));
  CAPTURE(row.command);
  std::string found;
  for (const StartedProgram& one : programs_of(row.command))
    found += one.folder + ":" + one.name + " ";
  CHECK(found == row.want);
}

TEST_CASE("the checksum is that of the linker, and leaves its own place out", "[machine]") {
  // Sums of words: 1 + 2 * 256 and 3, then the length.
  CHECK(image_checksum(std::string_view("\1\2\3", 3)) == 0x201 + 3 + 3);
  CHECK(image_checksum("") == 0);
  CHECK(image_checksum(std::string(2, '\xFF') + std::string("\2\0", 2)) == 2 + 4);  // with carry
  const std::string pe = pe_file({4, 0, 1381, 133}, 0);
  const std::uint32_t sum = image_checksum(pe);
  CHECK(written_checksum(pe) == 0);
  CHECK(written_checksum(with_checksum(pe, sum)) == sum);
  CHECK(image_checksum(with_checksum(pe, sum)) == sum);
  CHECK(image_checksum(with_checksum(pe, 0xFFFFFFFF)) == sum);
  CHECK(written_checksum("MZ") == 0);
}

TEST_CASE("the logs of setup tell where it stopped", "[machine]") {
  CHECK(unfinished_setup("[Started]\r\nStarted=Passed\r\n[FileCopy]\r\n") == "FileCopy");
  CHECK(unfinished_setup("[Started]\r\nStarted=Passed\r\n[Restart]\r\nRestart=Passed\r\n").empty());
  CHECK(unfinished_setup("[Setup]\r\nReboot=1\r\n").empty());
  CHECK(last_detection("Checking for: System Bus\r\nChecking for: Sound Card \r\nx\r\n") ==
        "Sound Card");
  CHECK(last_detection("").empty());
}

TEST_CASE("keys and values of a registry are found in any case", "[machine]") {
  const std::string bytes = hive(kSoftware);
  const auto registry = RegistryHive::open(bytes);
  REQUIRE(registry);
  CHECK(registry->text(kCurrent, "csdversion") == "Service Pack 6");
  CHECK(registry->number(kCurrent, "Number") == 0x600);
  CHECK_FALSE(registry->number(kCurrent, "CSDVersion"));
  CHECK(registry->text(kCurrent, "Number").empty());
  const auto key = registry->key(std::string(kCurrent) + "\\HotFix");
  REQUIRE(key);
  CHECK(names_of(registry->subkeys(*key)) == "Q246009 Q1 ");
  CHECK_FALSE(registry->key("Microsoft\\None"));
  CHECK(texts_of(*registry, kCurrent) == "CurrentVersion=4.0 CSDVersion=Service Pack 6 ");
  CHECK_FALSE(RegistryHive::open("regf"));
}

TEST_CASE("keys and values of a registry of Windows 95 are found in any case", "[machine]") {
  const std::string bytes = registry_9x(kSoftware);
  const auto registry = Registry9x::open(bytes);
  REQUIRE(registry);
  CHECK(registry->text(kCurrent, "csdversion") == "Service Pack 6");
  CHECK(registry->text(kCurrent, "Number").empty());
  CHECK(registry->text(kCurrent, "none").empty());
  const auto key = registry->key(std::string(kCurrent) + "\\HotFix");
  REQUIRE(key);
  CHECK(names_of(registry->subkeys(*key)) == "Q246009 Q1 ");
  CHECK_FALSE(registry->key("Microsoft\\None"));
  CHECK(texts_of(*registry, kCurrent) == "CurrentVersion=4.0 CSDVersion=Service Pack 6 ");
  CHECK(registry->number(kCurrent, "number") == 0x600);
  CHECK_FALSE(registry->number(kCurrent, "CSDVersion"));
  CHECK_FALSE(Registry9x::open("CREG"));
  CHECK_FALSE(Registry9x::open(hive(kSoftware)));
}

TEST_CASE("the folder of Windows is named by boot.ini and MSDOS.SYS", "[machine]") {
  CHECK(root_of_boot_ini("[boot loader]\ntimeout=30\n"
                         "default=multi(0)disk(0)rdisk(0)partition(1)\\WINNT\n") == "WINNT");
  CHECK(root_of_boot_ini("multi(0)disk(0)rdisk(0)partition(2)\\NT\\SYS=\"Windows NT\" /sos\n") ==
        "NT/SYS");
  CHECK(root_of_boot_ini("C:\\=\"MS-DOS\"\n").empty());
  CHECK(root_of_msdos_sys("[Paths]\r\nWinDir=C:\\WINDOWS\r\n") == "WINDOWS");
  CHECK(root_of_msdos_sys("").empty());
}

TEST_CASE("damaged files are read to their end", "[machine]") {
  struct Row {
    std::string name;
    std::string bytes;
    std::function<std::size_t(const std::string&)> read;  // how much was found
  };
  const auto rows = std::vector<Row>{
      {"pe", pe_file({4, 0, 1381, 133}, 909'792'000),
       [](const std::string& b) { return read_program_file(b) ? 1U : 0U; }},
      {"ne", ne_file({3, 10, 0, 103}),
       [](const std::string& b) { return read_program_file(b) ? 1U : 0U; }},
      {"memory dump", memory_dump(0x1E, {1, 2, 3, 4}, 5),
       [](const std::string& b) { return read_crash_dump(b) ? 1U : 0U; }},
      {"64-bit memory dump", memory_dump_64(0x1E, {1, 2, 3, 4}, 5),
       [](const std::string& b) { return read_crash_dump(b) ? 1U : 0U; }},
      {"minidump", minidump(5, 6),
       [](const std::string& b) { return read_crash_dump(b) ? 1U : 0U; }},
      {"user dump", user_dump(5),
       [](const std::string& b) { return read_crash_dump(b) ? 1U : 0U; }},
      {"events", three_events(), [](const std::string& b) { return read_event_log(b).size(); }},
      {"watson", "\xFF\xFE" + wide(kWatson),
       [](const std::string& b) { return read_watson_log(b).size(); }},
      {"setup log", kSetupLog,
       [](const std::string& b) -> std::size_t {
         image_checksum(b);
         const auto log = read_setup_log(b);
         return log ? 1 + log->files.size() : 0;
       }},
      {"logs of setup", "[Started]\nStarted=Passed\n[FileCopy]\nChecking for: System Bus\n",
       [](const std::string& b) { return unfinished_setup(b).size() + last_detection(b).size(); }},
      {"compressed file", szdd(kSetupLog),
       [](const std::string& b) { return expand_file(b, 9'999).value_or("").size(); }},
      {"cabinet", cabinet(kSetupLog, CabinetKind::kMszip),
       [](const std::string& b) { return expand_file(b, 9'999).value_or("").size(); }},
      {"registry", hive(kSoftware),
       [](const std::string& b) -> std::size_t {
         const auto registry = RegistryHive::open(b);
         if (!registry) return 0;
         registry->text(kCurrent, "CSDVersion");
         registry->texts(kCurrent);
         const auto key = registry->key(std::string(kCurrent) + "\\HotFix");
         return key ? registry->subkeys(*key).size() : 0;
       }},
      {"registry of Windows 95", registry_9x(kSoftware),
       [](const std::string& b) -> std::size_t {
         const auto registry = Registry9x::open(b);
         if (!registry) return 0;
         registry->text(kCurrent, "CSDVersion");
         registry->texts(kCurrent);
         const auto key = registry->key(std::string(kCurrent) + "\\HotFix");
         return key ? registry->subkeys(*key).size() : 0;
       }},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.name) {
      const std::size_t whole = row.read(row.bytes);
      REQUIRE(whole > 0);
      std::mt19937 random(1);
      for (int i = 0; i < 1000; ++i) {
        CAPTURE(i);
        CHECK(row.read(damaged(row.bytes, random)) <= 10'000);
      }
    }
  }
}
