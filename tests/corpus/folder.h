// A folder of its own for each test, built from a map of paths to texts, removed at the end.
#pragma once

#include <stdlib.h>

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

/// A tar archive (POSIX ustar) of `files`.
inline std::string tar_of(const std::map<std::string, std::string>& files) {
  std::string tar;
  const auto octal = [](std::string& header, std::size_t at, std::size_t digits,
                        std::size_t value) {
    for (std::size_t i = digits; i-- > 0; value /= 8) header[at + i] = char('0' + value % 8);
  };
  for (const auto& [name, bytes] : files) {
    std::string header(512, '\0');
    header.replace(0, name.size(), name);
    octal(header, 100, 7, 0644);
    octal(header, 108, 7, 0);
    octal(header, 116, 7, 0);
    octal(header, 124, 11, bytes.size());
    octal(header, 136, 11, 1000000000);
    header.replace(148, 8, "        ");
    header[156] = name.ends_with('/') ? '5' : '0';
    header.replace(257, 8,
                   std::string("ustar\0"
                               "00",
                               8));
    std::size_t sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    octal(header, 148, 6, sum);
    header[154] = '\0';
    tar += header + bytes;
    tar.append((512 - bytes.size() % 512) % 512, '\0');
  }
  return tar.append(1024, '\0');
}

}  // namespace kb::test
