// `kb inspect IMAGE`: an image of a disk is told as the folder with the same files is. The images
// are made by Debian's mtools, dosfstools, fdisk and ntfs-3g; what is not installed is skipped.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/disk.h"
#include "tests/support/machine.h"

using namespace kb::testing;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Says why images can't be tested here; empty if they can.
std::string what_lacks() {
  if (!fs::exists(fs::path(KB_PROGRAM).parent_path() / "libkb_image.so"))
    return "this build has no libtsk";
  for (const std::string tool : {"mkfs.vfat", "mcopy", "sfdisk"}) {
    if (!have_tool(tool)) return tool + " is not installed";
  }
  return {};
}

/// Runs a tool in the zone of UTC, which is that of the files' days; fails the test unless it ends
/// 0.
void make(const Sandbox& box, const std::string& commands) {
  const Ran ran = box.run_tool({"sh", "-ec", "export TZ=UTC MTOOLS_SKIP_CHECK=1\n" + commands});
  INFO(commands << ran.err);
  REQUIRE(ran.status == 0);
}

/// Makes an image of an empty file; `options` are those of mkfs.vfat.
void make_fat(const Sandbox& box, const std::string& options) {
  make(box, "mkfs.vfat " + options + " >/dev/null; mcopy -i disk.img -s -m disk/* ::");
}

std::string be(std::uint64_t value, unsigned length) {
  std::string out;
  while (length-- > 0) out += char(value >> (8 * length) & 0xFF);
  return out;
}

/// The last sector of a VHD of fixed size, which is else a raw image.
std::string vhd_footer(std::uint64_t size) {
  std::string footer = "conectix" + be(2, 4) + be(0x10000, 4) + be(~0ULL, 8) + be(0, 4) + "test" +
                       be(0x10000, 4) + "Wi2k" + be(size, 8) + be(size, 8) + be(0x00440411, 4) +
                       be(2, 4);
  footer.resize(kSector);
  std::uint32_t sum = 0;
  for (const char c : footer) sum += static_cast<unsigned char>(c);
  return footer.replace(64, 4, be(~sum, 4));
}

}  // namespace

TEST_CASE("an image is told as the folder with its files", "[cli][inspect][image]") {
  if (const std::string lacks = what_lacks(); !lacks.empty()) return skip("images: " + lacks);
  struct Row {
    std::string name;
    std::function<void(const Sandbox&)> make;
    std::string image = "disk.img";
  };
  const auto partitioned = [](const Sandbox& box) {
    make(box,
         "truncate -s 9M disk.img; printf '2048,4096,6\\n8192,8192,83\\n' | sfdisk -q disk.img\n"
         "mkfs.vfat -F 12 --offset 2048 disk.img 2048 >/dev/null\n"
         "mcopy -i disk.img@@1M -s -m disk/* ::");
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"a floppy", [](const Sandbox& box) { make_fat(box, "-C -F 12 disk.img 1440"); }},
      {"FAT16", [](const Sandbox& box) { make_fat(box, "-C -F 16 disk.img 20000"); }},
      {"FAT32", [](const Sandbox& box) { make_fat(box, "-C -F 32 disk.img 40000"); }},
      {"a partition", partitioned},
      {"a split image",
       [&](const Sandbox& box) {
         partitioned(box);
         make(box, "split -b 3M -d -a 3 --numeric-suffixes=1 disk.img part.");
       },
       "part.001"},
      {"VHD",
       [&](const Sandbox& box) {
         partitioned(box);
         const std::string raw = box.read("disk.img");
         box.write("disk.vhd", raw + vhd_footer(raw.size()));
       },
       "disk.vhd"},
      {"VMDK",
       [&](const Sandbox& box) {
         partitioned(box);
         box.write("disk.vmdk",
                   "# Disk DescriptorFile\nversion=1\nCID=fffffffe\nparentCID=ffffffff\n"
                   "createType=\"monolithicFlat\"\n\n# Extent description\n"
                   "RW 18432 FLAT \"disk.img\" 0\n\n# The Disk Data Base\n#DDB\n\n"
                   "ddb.virtualHWVersion = \"4\"\nddb.geometry.cylinders = \"18\"\n"
                   "ddb.geometry.heads = \"16\"\nddb.geometry.sectors = \"63\"\n"
                   "ddb.adapterType = \"ide\"\n");
       },
       "disk.vmdk"},
  }));
  CAPTURE(row.name);
  const Disk box;
  box.index({"a"});
  row.make(box);
  json image = box.inspect(row.image);
  json folder = box.inspect();
  const bool passed_over = !image["diagnostics"].empty();  // the second partition
  CHECK(passed_over == has(box.run_tool({"sh", "-c", "sfdisk -d disk.img 2>&1"}).out, "type=83"));
  image.erase("diagnostics");
  folder.erase("diagnostics");
  CHECK(image == folder);
}

TEST_CASE("images that other programs write are read", "[cli][inspect][image]") {
  if (const std::string lacks = what_lacks(); !lacks.empty()) return skip("images: " + lacks);
  struct Row {
    std::string tool;
    std::string command;
    std::string image;
  };
  const auto row = GENERATE(values<Row>({
      {"ewfacquire", "ewfacquire -u -q -t disk disk.img >/dev/null 2>&1", "disk.E01"},
      {"qemu-img", "qemu-img convert -O vpc disk.img disk.vhd", "disk.vhd"},
      {"qemu-img", "qemu-img convert -O vmdk disk.img disk.vmdk", "disk.vmdk"},
      {"qemu-img", "qemu-img convert -O vmdk -o subformat=streamOptimized disk.img disk.vmdk",
       "disk.vmdk"},
  }));
  CAPTURE(row.command);
  if (!have_tool(row.tool)) return skip("images: " + row.tool + " is not installed");
  const Disk box;
  make_fat(box, "-C -F 16 disk.img 20000");
  make(box, row.command);
  CHECK(box.inspect(row.image) == box.inspect());
}

TEST_CASE("an image of NTFS is told as the folder with its files", "[cli][inspect][image]") {
  std::string lacks = what_lacks();
  if (lacks.empty() && !(have_tool("mkntfs") && have_tool("ntfscp")))
    lacks = "ntfs-3g is not installed";
  if (!lacks.empty()) return skip("images: " + lacks);
  const Disk box;
  const HiveKey registry = {
      "",
      {},
      {{"Software",
        {},
        {{"Microsoft",
          {},
          {{"Windows", {}, {{"CurrentVersion", {{"VersionNumber", "4.10.2222"}}}}}}}}}}};
  box.remove("disk/BOOT.INI");
  box.write("flat/SYSTEM.DAT", registry_9x(registry));
  box.write("flat/MEMORY.DMP", box.read("disk/WINNT/MEMORY.DMP"));
  make(box,
       "cp -p disk/WINNT/System32/olddrv.sys flat\n"
       "truncate -s 8M disk.img; mkntfs -F -q -Q disk.img 2>/dev/null\n"
       "for f in flat/*; do ntfscp -f -q -t disk.img $f /${f#flat/}; done");
  CHECK(box.inspect("disk.img") == box.inspect("flat"));
  CHECK(box.inspect("disk.img")["system"]["root"] == ".");

  // Folders are made by a mount, which is not possible everywhere.
  const Ran mounted = box.run_tool(
      {"sh", "-ec", "test $(id -u) = 0; mkdir mnt; ntfs-3g disk.img mnt >/dev/null 2>&1"});
  if (mounted.status != 0) return skip("images: NTFS can't be mounted here, so it has no folders");
  const Ran copied = box.run_tool({"sh", "-c", "rm mnt/*; cp -rp disk/* mnt; umount mnt"});
  REQUIRE(copied.status == 0);
  CHECK(box.inspect("disk.img") == box.inspect());
}

TEST_CASE("what lies in a second partition has a folder", "[cli][inspect][image]") {
  if (const std::string lacks = what_lacks(); !lacks.empty()) return skip("images: " + lacks);
  const Disk box;
  make(box,
       "truncate -s 9M disk.img; printf '2048,4096,6\\n8192,8192,6\\n' | sfdisk -q disk.img\n"
       "mkfs.vfat -F 12 --offset 2048 disk.img 2048 >/dev/null\n"
       "mkfs.vfat -F 12 --offset 8192 disk.img 4096 >/dev/null\n"
       "mcopy -i disk.img@@1M -m disk/BOOT.INI ::\n"
       "mcopy -i disk.img@@4M -s -m disk/WINNT ::");
  const json answer = box.inspect("disk.img");
  CHECK(answer["system"]["service_pack"] == "6a");
  CHECK(answer["system"]["root"] == "partition2/WINNT");
}

TEST_CASE("deleted files are no files", "[cli][inspect][image]") {
  if (const std::string lacks = what_lacks(); !lacks.empty()) return skip("images: " + lacks);
  const Disk box;
  make_fat(box, "-C -F 12 disk.img 1440");
  make(box, "mdel -i disk.img ::WINNT/MEMORY.DMP");
  const json answer = box.inspect("disk.img");
  CHECK(answer["failures"].size() == 1);
  CHECK(answer["failures"][0]["kind"] == "event");
}

TEST_CASE("a damaged image is read or refused", "[cli][inspect][image]") {
  if (const std::string lacks = what_lacks(); !lacks.empty()) return skip("images: " + lacks);
  const Disk box;
  make_fat(box, "-C -F 12 disk.img 1440");
  const std::string whole = box.read("disk.img");
  std::mt19937 random(1);
  const auto below = [&](std::size_t n) { return std::size_t(random() % n); };
  for (int i = 0; i < 40; ++i) {
    std::string bytes = whole;
    const std::size_t reach = i % 2 == 0 ? 0x200 : 0x6000;  // the boot sector; tables and folders
    for (std::size_t k = below(30) + 1; k > 0; --k)
      bytes[below(reach)] = char(below(2) == 0 ? 0xFF : below(256));
    if (below(4) == 0) bytes.resize(below(bytes.size()));
    box.write("disk.img", bytes);
    CAPTURE(i);
    const Ran ran = box.run({"inspect", "--json", "disk.img"});
    CHECK((ran.status <= 1 || is_one_error(ran)));
  }
}

TEST_CASE("what reads images may fail, and the program goes on", "[cli][inspect][image]") {
  struct Row {
    std::string image;
    int status;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"crash.img", 2, "what reads images has ended"},
      {"memory.img", 2, ""},  // no memory is left, or it is ended
      {"later.img", 1, "can't read WINNT/drwtsn32.log: what reads images has ended"},
  }));
  CAPTURE(row.image);
  const Sandbox box;
  fs::copy_file(KB_PROGRAM, box.path("kb"));
  fs::copy_file(KB_FAILING_IMAGE, box.path("libkb_image.so"));
  for (const std::string name : {"libkb_image.so", ""})  // others could write, so it is not trusted
    fs::permissions(box.path(name), fs::perms::owner_all);
  box.write(row.image, std::string(4096, '\0'));
  const Ran ran = box.run_tool({box.path("kb"), "inspect", row.image});
  INFO(ran.out << ran.err);
  CHECK(ran.status == row.status);
  if (row.status == 2) CHECK(is_one_error(ran));
  CHECK(has(ran.err, row.want));
}

TEST_CASE("images that are not read say what to do", "[cli][inspect][image]") {
  struct Row {
    std::string name;
    std::string bytes;
    std::string want;
  };
  const auto row = GENERATE(values<Row>({
      {"MEMORY.DMP", memory_dump(1, {}, 0), "is a memory dump; give the folder of Windows"},
      {"user.dmp", minidump(1, 0), "is a memory dump; give the folder of Windows"},
      {"software", "regf", "is a registry; give the folder of Windows"},
      {"SysEvent.Evt", event_log({}), "is an event log; give the folder of Windows"},
      {"a.qcow2", "QFI\xFB", "run `qemu-img convert -O raw a.qcow2 disk.raw`"},
      {"a.vdi", std::string(0x40, ' ') + "\x7F\x10\xDA\xBE", "qemu-img convert"},
      {"a.vhdx", "vhdxfile", "qemu-img convert"},
      {"a.iso", std::string(0x8001, '\0') + "CD001", "7z x"},
      {"a.img.gz", "\x1F\x8B", "unpack"},
      {"a.zip", "PK\x03\x04", "unpack"},
  }));
  CAPTURE(row.name);
  const Sandbox box;
  box.write(row.name, row.bytes + std::string(2000, ' '));
  const Ran ran = box.run({"inspect", row.name});
  CHECK(is_one_error(ran));
  CHECK(has(ran.err, row.want));
}

TEST_CASE("without the part for images, the package is named", "[cli][inspect][image]") {
  const Sandbox box;
  box.write("disk.img", std::string(4096, '\0'));
  fs::copy_file(KB_PROGRAM, box.path("kb"));
  const Ran ran = box.run_tool({box.path("kb"), "inspect", "disk.img"});
  CHECK(is_one_error(ran));
  CHECK(has(ran.err, "kb-image"));
}
