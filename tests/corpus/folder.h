// A folder of its own for each test, built from a map of paths to texts, removed at the end.
#pragma once

#include <stdlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace kb::test {

using Files = std::map<std::string, std::string>;

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kb-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  explicit Folder(const Files& files) : Folder() {
    for (const auto& [name, bytes] : files) write(name, bytes);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& bytes) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }
  std::string path(const std::string& name = {}) const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

/// A member of a tar archive (POSIX ustar) that has nothing but its header right.
inline std::string tar_header(const std::string& name, std::size_t size, char type) {
  std::string header(512, '\0');
  const auto octal = [&](std::size_t at, std::size_t digits, std::size_t value) {
    for (std::size_t i = digits; i-- > 0; value /= 8) header[at + i] = char('0' + value % 8);
  };
  header.replace(0, name.size(), name);
  octal(100, 7, 0644);
  octal(108, 7, 0);
  octal(116, 7, 0);
  octal(124, 11, size);
  octal(136, 11, 1000000000);
  header[156] = type;
  header.replace(257, 8,
                 std::string("ustar\0"
                             "00",
                             8));
  return header;
}

/// A header with its checksum, then the bytes of the member.
inline std::string tar_member(std::string header, const std::string& bytes) {
  header.replace(148, 8, "        ");
  unsigned sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  for (std::size_t i = 6; i-- > 0; sum /= 8) header[148 + i] = char('0' + sum % 8);
  header[154] = '\0';
  return header + bytes + std::string((512 - bytes.size() % 512) % 512, '\0');
}

/// A tar archive of `files`.
inline std::string tar_of(const std::map<std::string, std::string>& files) {
  std::string tar;
  for (const auto& [name, bytes] : files) {
    tar += tar_member(tar_header(name, bytes.size(), name.ends_with('/') ? '5' : '0'), bytes);
  }
  return tar.append(1024, '\0');
}

/// A member of a tar archive (GNU's sparse format) whose 512 bytes stand behind a hole, though it is
/// said to have `said` bytes in all.
inline std::string sparse_member(const std::string& name, std::uint64_t hole, std::uint64_t said) {
  std::string header = tar_header(name, 512, 'S');
  const auto number = [&](std::size_t at, std::uint64_t value) {
    header[at] = char(0x80);
    for (std::size_t i = 11; i > 0; --i, value >>= 8U) header[at + i] = char(value & 0xFFU);
  };
  header.replace(257, 8, std::string("ustar  \0", 8));
  number(386, hole);
  number(398, 512);
  number(483, said);
  return tar_member(header, std::string(512, 'x'));
}

/// A zip archive whose members are stored as they are but said to unpack to `said` bytes. Without
/// the directory at its end it can only be read from front to end.
inline std::string lying_zip(const Files& files, std::uint64_t said, bool directory = true) {
  const auto little = [](std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i, value >>= 8U) out += char(value & 0xFFU);
    return out;
  };
  std::string zip;
  std::string names;
  for (const auto& [name, bytes] : files) {
    const std::string about = little(20, 2) + little(0, 12) + little(bytes.size(), 4) +
                              little(said, 4) + little(name.size(), 2) + little(0, 2);
    names += "PK\x01\x02" + little(20, 2) + about + little(0, 10) + little(zip.size(), 4) + name;
    zip += "PK\x03\x04" + about + name + bytes;
  }
  if (!directory) return zip;
  return zip + names + "PK\x05\x06" + little(0, 4) + little(files.size(), 2) +
         little(files.size(), 2) + little(names.size(), 4) + little(zip.size(), 4) + little(0, 2);
}

}  // namespace kb::test
