// What it changes, numbers being little-endian:
//
//   at 72 of the file      where the checksum stands, 8 bytes; it is the MD5 of all before it
//   at a table             `0F 0D "Xapian Glass"`, 2 bytes of version, the UUID of 16 bytes
#include "web/export/zim_seal.h"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "indexer/store/manifest.h"
#include "web/export/md5.h"

namespace kb {
namespace {

constexpr std::string_view kGlass = "\x0f\x0dXapian Glass";
constexpr std::size_t kBeforeUuid = kGlass.size() + 2;
constexpr std::uint64_t kChecksumPlace = 72;
constexpr std::size_t kPiece = 1 << 16;

std::string read_at(std::fstream& file, std::uint64_t place, std::size_t size) {
  std::string bytes(size, '\0');
  file.seekg(std::streamoff(place));
  file.read(bytes.data(), std::streamsize(size));
  return bytes;
}

void write_at(std::fstream& file, std::uint64_t place, std::string_view bytes) {
  file.seekp(std::streamoff(place));
  file.write(bytes.data(), std::streamsize(bytes.size()));
}

std::uint64_t number_at(std::fstream& file, std::uint64_t place) {
  const std::string bytes = read_at(file, place, 8);
  std::uint64_t number = 0;
  for (std::size_t i = 8; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  return number;
}

Md5::Digest digest_of(std::fstream& file, std::uint64_t size) {
  Md5 md5;
  for (std::uint64_t at = 0; at < size && file; at += kPiece) {
    md5.add(read_at(file, at, std::size_t(std::min<std::uint64_t>(kPiece, size - at))));
  }
  return md5.finish();
}

}  // namespace

Result<void> seal_zim(const std::string& path, const std::vector<std::uint64_t>& places,
                      const std::string& uuid) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  for (const std::uint64_t place : places) {
    if (!file || read_at(file, place, kGlass.size()) != kGlass) {
      return fail(ErrorKind::kSystem, "this libzim writes ZIM files that kb does not know",
                  "use --html, or the libzim that kb was built for");
    }
    write_at(file, place + kBeforeUuid, uuid);
  }
  const std::uint64_t checksum = number_at(file, kChecksumPlace);
  const Md5::Digest digest = digest_of(file, checksum);
  write_at(file, checksum, {reinterpret_cast<const char*>(digest.data()), digest.size()});
  file.close();
  if (file) return {};
  return system_error("can't write", path, kFreeSpaceForFile);
}

}  // namespace kb
