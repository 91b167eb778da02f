#include "corpus/machine/disk/image_kind.h"

#include <array>

namespace kb {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::size_t offset;
  std::string_view bytes;
  UnreadImage image;
};

constexpr std::string_view kConvert =
    "run `qemu-img convert -O raw IMAGE disk.raw` and give disk.raw";
constexpr std::string_view kFolder = "give the folder of Windows that it is from, or a copy of it";
constexpr std::string_view kUnpack = "unpack it and give what it holds";

constexpr std::array<Mark, 20> kMarks = {{
    {0, "PAGEDU"sv, {"a memory dump", kFolder}},
    {0, "USERDUMP"sv, {"a memory dump", kFolder}},
    {0, "MDMP"sv, {"a memory dump", kFolder}},
    {0, "regf"sv, {"a registry", kFolder}},
    {4, "LfLe"sv, {"an event log", kFolder}},
    {0, "QFI\xFB"sv, {"a qcow2 image", kConvert}},
    {0x40, "\x7F\x10\xDA\xBE"sv, {"a VDI image", kConvert}},
    {0, "vhdxfile"sv, {"a VHDX image", kConvert}},
    {0, "WithoutFreeSpace"sv, {"a Parallels image", kConvert}},
    {0, "WithouFreSpacExt"sv, {"a Parallels image", kConvert}},
    {0, "QED\0"sv, {"a QED image", kConvert}},
    {0, "\xFE\xEF\x01"sv, {"a Ghost image", "restore it into a raw image and give that"}},
    {0, "MSWIM\0\0\0"sv, {"a WIM file", "unpack it into a folder and give that"}},
    {0x8001, "CD001"sv, {"an image of a CD", "unpack it into a folder (7z x IMAGE) and give that"}},
    {0, "\x1F\x8B"sv, {"packed by gzip", kUnpack}},
    {0, "PK\x03\x04"sv, {"a zip archive", kUnpack}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", kUnpack}},
    {0, "Rar!"sv, {"a RAR archive", kUnpack}},
    {0, "\xFD\x37zXZ\0"sv, {"packed by xz", kUnpack}},
    {0, "BZh"sv, {"packed by bzip2", kUnpack}},
}};

}  // namespace

std::string UnreadImage::remedy_for(const std::string& file) const {
  constexpr std::string_view kPlace = "IMAGE";
  std::string out(remedy);
  if (const std::size_t at = out.find(kPlace); at != out.npos) out.replace(at, kPlace.size(), file);
  return out;
}

UnreadImage unread_image(std::string_view head) {
  for (const Mark& mark : kMarks) {
    if (head.size() > mark.offset && head.substr(mark.offset).starts_with(mark.bytes))
      return mark.image;
  }
  return {};
}

}  // namespace kb
