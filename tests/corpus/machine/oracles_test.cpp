// The readers of an old machine's files beside Debian's: wrestool (icoutils), evtexport
// (libevt-utils), hivexget and hivexsh (libhivex-bin), mscompress, cabextract, icat (sleuthkit).
// What is not installed is skipped.
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <sstream>

#include "corpus/machine/compressed_file.h"
#include "corpus/machine/disk/machine_folder.h"
#include "corpus/machine/event_log.h"
#include "corpus/machine/program_file.h"
#include "corpus/machine/registry/registry_hive.h"
#include "tests/support/machine.h"
#include "tests/support/sandbox.h"

using namespace kb;
using namespace kb::testing;

namespace {

/// The version in a resource, as four numbers with dots.
std::string version_of(std::string_view resource) {
  const std::size_t at = resource.find("\xBD\x04\xEF\xFE");
  REQUIRE(at != std::string_view::npos);
  const auto word = [&](std::size_t offset) {
    return std::to_string(static_cast<unsigned char>(resource[at + offset]) |
                          static_cast<unsigned char>(resource[at + offset + 1]) << 8);
  };
  return word(10) + "." + word(8) + "." + word(14) + "." + word(12);
}

/// The words behind a label such as `Source name`, line by line.
std::vector<std::string> labelled(const std::string& text, const std::string& label) {
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with(label) && colon != std::string::npos)
      found.push_back(line.substr(colon + 2));
  }
  return found;
}

/// The files of an image by their paths, each with its address, as fls lists them.
std::map<std::string, std::string> listed_by_fls(const Sandbox& box) {
  const Ran ran = box.run_tool({"fls", "-F", "-r", "-p", "-u", "disk.img"});
  REQUIRE(ran.status == 0);
  std::map<std::string, std::string> files;
  std::istringstream lines(ran.out);  // `r/r 5:`, a TAB, `WINNT/a.dll`
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(":\t");
    if (!line.starts_with("r/r ") || colon == std::string::npos) continue;
    const std::string path = line.substr(colon + 2);
    const bool own = path.starts_with("$") || path.ends_with("(Volume Label Entry)");
    if (!own) files[path] = line.substr(4, colon - 4);
  }
  return files;
}

}  // namespace

TEST_CASE("icat reads the bytes that we read of an image", "[machine][oracle][image]") {
  const auto module = std::filesystem::path(KB_PROGRAM).parent_path() / "libkb_image.so";
  if (!std::filesystem::exists(module)) return skip("icat: this build has no libtsk");
  struct Row {
    std::string name;
    std::string needs;
    std::string make;
    std::size_t files;
  };
  const auto row = GENERATE(values<Row>({
      {"FAT12", "mcopy", "mkfs.vfat -C -F 12 disk.img 1440; mcopy -i disk.img -s disk/* ::", 4},
      {"FAT32", "mcopy", "mkfs.vfat -C -F 32 disk.img 40000; mcopy -i disk.img -s disk/* ::", 4},
      {"NTFS", "ntfscp",
       "truncate -s 8M disk.img; mkntfs -F -q -Q disk.img\n"
       "for f in disk/*.*; do ntfscp -f -q disk.img \"$f\" \"/${f#disk/}\"; done",
       3},
  }));
  CAPTURE(row.name);
  for (const std::string tool : {"icat", "fls", row.needs.c_str()}) {
    if (!have_tool(tool)) return skip("icat: " + tool + " is not installed");
  }
  const Sandbox box;
  std::string bytes;
  for (std::uint32_t i = 0; i < 300'000; ++i) bytes += char(i * i >> 7U & 0xFFU);
  box.write("disk/empty.txt", "");
  box.write("disk/a.sys", "MZ");
  box.write("disk/A Long Name.Dll", bytes);
  box.write("disk/WINNT/System32/b.dll", bytes.substr(0, 70'000));
  const Ran made = box.run_tool({"sh", "-c", row.make});
  INFO(made.err);
  const auto addresses = listed_by_fls(box);
  const auto folder = MachineFolder::open(box.path("disk.img"));
  REQUIRE(folder);
  CHECK(folder->files().size() == row.files);
  CHECK(addresses.size() == row.files);
  for (const MachineFile& file : folder->files()) {
    CAPTURE(file.path);
    REQUIRE(addresses.contains(file.path));
    const Ran ran = box.run_tool({"icat", "disk.img", addresses.at(file.path)});
    CHECK(folder->read(file, file.size) == ran.out);
  }
}

TEST_CASE("wrestool reads the version that we read", "[machine][oracle]") {
  if (!have_tool("wrestool")) return skip("wrestool (icoutils) is not installed");
  const auto version =
      GENERATE(values<FourNumbers>({{4, 0, 1381, 133}, {5, 5, 2653, 0}, {0, 1, 65535, 9}}));
  const Sandbox box;
  box.write("a.dll", pe_file(version, 0));
  const Ran ran = box.run_tool({"wrestool", "-x", "-t16", "--raw", "a.dll"});
  REQUIRE(ran.status == 0);
  CHECK(read_program_file(box.read("a.dll"))->version == version_of(ran.out));
}

TEST_CASE("what other programs pack and unpack is what we unpack", "[machine][oracle]") {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += char(i % 1000 == 0 ? i / 1000 : i % 7);
  const Sandbox box;
  box.write("software", bytes);
  SECTION("mscompress") {
    if (!have_tool("mscompress")) return skip("mscompress is not installed");
    REQUIRE(box.run_tool({"mscompress", "software"}).status == 0);
    CHECK(expand_file(box.read("software_"), bytes.size()) == bytes);
  }
  SECTION("msexpand") {
    if (!have_tool("msexpand")) return skip("msexpand (mscompress) is not installed");
    box.write("a._", szdd(bytes));
    REQUIRE(box.run_tool({"sh", "-c", "msexpand <a._ >a"}).status == 0);
    CHECK(box.read("a") == bytes);
  }
  SECTION("cabextract") {
    if (!have_tool("cabextract")) return skip("cabextract is not installed");
    const auto kind = GENERATE(CabinetKind::kStored, CabinetKind::kMszip);
    box.write("a._", cabinet(bytes, kind));
    REQUIRE(box.run_tool({"cabextract", "-q", "-d", "out", "a._"}).status == 0);
    CHECK(box.read("out/software") == bytes);
  }
}

TEST_CASE("evtexport reads the events that we read", "[machine][oracle]") {
  if (!have_tool("evtexport")) return skip("evtexport (libevt-utils) is not installed");
  const Sandbox box;
  box.write("a.evt", event_log({{6, 928'000'000, 0xC0000FDA, 1, "SpoolWatch", {"Lpt1", "two"}},
                                {7, 928'000'100, 0x8000A001, 2, "LsaSrv", {}},
                                {8, 928'000'200, 1001, 4, "Save Dump", {"0x0000001e"}}}));
  const Ran ran = box.run_tool({"evtexport", "a.evt"});
  REQUIRE(ran.status == 0);
  std::vector<std::string> sources;
  std::vector<std::string> ids;
  for (const LoggedEvent& event : read_event_log(box.read("a.evt"))) {
    sources.push_back(event.source);
    ids.push_back(std::to_string(event.id));
  }
  CHECK(sources == labelled(ran.out, "Source name"));
  std::vector<std::string> low_words;  // of `0xc0000fda (3221229530)`
  for (const std::string& printed : labelled(ran.out, "Event identifier"))
    low_words.push_back(std::to_string(std::stoul(printed, nullptr, 16) & 0xFFFF));
  CHECK(ids == low_words);
}

TEST_CASE("hivex reads the registry that we read", "[machine][oracle]") {
  if (!have_tool("hivexget")) return skip("hivexget (libhivex-bin) is not installed");
  const Sandbox box;
  box.write("software", hive({"root",
                              {},
                              {{"Microsoft",
                                {},
                                {{"Windows NT",
                                  {{"CSDVersion", "Service Pack 6"}, {"Number", "", 0x600}},
                                  {{"Q1", {}}, {"Q246009", {{"Installed", "", 1}}}}}}}}}));
  const std::string bytes = box.read("software");
  const auto registry = RegistryHive::open(bytes);
  REQUIRE(registry);
  const std::string key = "Microsoft\\Windows NT";
  const Ran text = box.run_tool({"hivexget", "software", "\\" + key, "CSDVersion"});
  CHECK(text.out == registry->text(key, "CSDVersion") + "\n");
  const Ran number = box.run_tool({"hivexget", "software", "\\" + key, "Number"});
  CHECK(std::stoul(number.out, nullptr, 0) == registry->number(key, "Number"));
  const Ran below = box.run_tool(
      {"sh", "-c", "printf 'cd \\\\Microsoft\\\\Windows NT\\nls\\n' | hivexsh software"});
  std::string names;
  for (const RegistryKey& one : registry->subkeys(key)) names += one.name + "\n";
  CHECK(below.out == names);
}
