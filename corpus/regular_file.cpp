#include "corpus/regular_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpus/read_file.h"
#include "parser/text/printable.h"

namespace kb {
namespace {

constexpr int kAttempts = 5;

tl::unexpected<Error> unreadable(const std::string& path, const std::string& why) {
  return fail(ErrorKind::kInput, "can't read " + printable_line(path) + ": " + why);
}

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

FileStamp stamp_of(const struct stat& info) {
  return {std::uint64_t(info.st_size), nanoseconds(info.st_mtim), nanoseconds(info.st_ctim)};
}

FileStamp stamp_of(const Descriptor& file) {
  struct stat info {};
  ::fstat(file.get(), &info);
  return stamp_of(info);
}

Result<Descriptor> open_regular(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat info {};
  if (file.get() < 0 || ::fstat(file.get(), &info) != 0) {
    return unreadable(path, errno == ENXIO ? "it is not a regular file" : std::strerror(errno));
  }
  if (!S_ISREG(info.st_mode)) return unreadable(path, "it is not a regular file");
  return file;
}

std::string read_at(const Descriptor& file, std::uint64_t offset, std::size_t length) {
  std::string bytes(length, '\0');
  std::size_t done = 0;
  while (done < length) {
    const ssize_t got =
        ::pread(file.get(), bytes.data() + done, length - done, off_t(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += std::size_t(got);
  }
  bytes.resize(done);
  return bytes;
}

Result<FileStamp> read_while_unchanged(
    const std::string& path, const std::function<Result<void>(const Descriptor& file)>& read) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto file = open_regular(path);
    if (!file) return tl::make_unexpected(file.error());
    const FileStamp before = stamp_of(*file);
    const auto done = read(*file);
    if (stamp_of(*file) != before) continue;
    if (!done) return tl::make_unexpected(done.error());
    return before;
  }
  return fail(ErrorKind::kBusy, "can't read " + printable_line(path) + ": it is being written to");
}

}  // namespace kb
