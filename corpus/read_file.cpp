#include "corpus/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "corpus/descriptor.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

tl::unexpected<Error> unreadable(const std::string& path, const std::string& why) {
  return fail(ErrorKind::kInput, "can't read " + printable_line(path) + ": " + why);
}

/// Reads to the end; `expected` is a first guess of the length.
Result<std::string> read_all(int fd, std::size_t expected, const std::string& name) {
  std::string bytes(std::max<std::size_t>(expected + 1, 4096), '\0');
  std::size_t length = 0;
  for (;;) {
    if (length == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(fd, bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(name, std::strerror(errno));
    if (got == 0) break;
    length += std::size_t(got);
  }
  bytes.resize(length);
  return bytes;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return unreadable(path, std::strerror(errno));
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return unreadable(path, std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return unreadable(path, "it is not a regular file");
  const auto size = std::uint64_t(info.st_size);
  if (size > limit) {
    return unreadable(path, fmt::format("{} is more than an article can have ({})",
                                        human_size(size), human_size(limit)));
  }
  return read_all(file.get(), std::size_t(size), path);
}

Result<std::string> read_stdin() { return read_all(STDIN_FILENO, 1 << 16, "standard input"); }

std::string human_size(std::uint64_t bytes) {
  if (bytes >= 1'000'000) return fmt::format("{:.1f} MB", double(bytes) / 1e6);
  if (bytes >= 1'000) return fmt::format("{} KB", bytes / 1000);
  return fmt::format("{} bytes", bytes);
}

}  // namespace kb
