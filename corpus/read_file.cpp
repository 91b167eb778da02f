#include "corpus/read_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "parser/text/count.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

tl::unexpected<Error> unreadable(const std::string& path, const std::string& why) {
  return fail(ErrorKind::kInput, "can't read " + printable_line(path) + ": " + why);
}

tl::unexpected<Error> too_large(const std::string& path, std::uint64_t size, std::uint64_t limit) {
  return unreadable(path, fmt::format("{} is more than an article can have ({})", human_size(size),
                                      human_size(limit)));
}

/// Reads to the end, but not much more than `limit` bytes; `expected` is a first guess of the
/// length.
Result<std::string> read_all(int fd, std::size_t expected, std::uint64_t limit,
                             const std::string& name) {
  std::string bytes(std::max<std::size_t>(expected + 1, 4096), '\0');
  std::size_t length = 0;
  while (length <= limit) {
    if (length == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(fd, bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(name, std::strerror(errno));
    if (got == 0) break;
    length += std::size_t(got);
  }
  if (length > limit) return too_large(name, length, limit);
  bytes.resize(length);
  return bytes;
}

}  // namespace

Result<std::string> read_file(const Descriptor& file, const std::string& path,
                              std::uint64_t limit) {
  const std::uint64_t size = stamp_of(file).size;
  if (size > limit) return too_large(path, size, limit);
  return read_all(file.get(), std::size_t(size), limit, path);
}

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const auto file = open_regular(path);
  if (!file) return tl::make_unexpected(file.error());
  return read_file(*file, path, limit);
}

Result<std::string> read_stdin() {
  return read_all(STDIN_FILENO, 1 << 16, UINT64_MAX, "standard input");
}

std::string human_size(std::uint64_t bytes) {
  if (bytes >= 1'000'000) return fmt::format("{:.1f} MB", double(bytes) / 1e6);
  if (bytes >= 1'000) return fmt::format("{} KB", bytes / 1000);
  return counted(bytes, "byte");
}

}  // namespace kb
