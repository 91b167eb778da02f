#include "indexer/glass/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace kb {
namespace {

constexpr std::size_t kBuffer = 1 << 18;  // bytes written at a time

}  // namespace

tl::unexpected<Error> cannot_write(const std::string& path, int error) {
  return fail(ErrorKind::kSystem, "can't write " + path + ": " + std::strerror(error),
              "check permissions and free space, or choose another place with --db");
}

ScratchWriter::ScratchWriter(std::string path) : path_(std::move(path)) {
  fd_ = ::open(path_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666);
  if (fd_ < 0) error_ = errno;
  buffer_.reserve(kBuffer);
}

ScratchWriter::~ScratchWriter() {
  if (fd_ >= 0) ::close(fd_);
}

void ScratchWriter::append(std::string_view bytes) {
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() > kBuffer) {
    write_out(buffer_);
    buffer_.clear();
    if (bytes.size() > kBuffer) return write_out(bytes);
  }
  buffer_.append(bytes);
}

void ScratchWriter::write_out(std::string_view bytes) {
  while (!bytes.empty() && error_ == 0) {
    const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno != EINTR) error_ = errno;
      continue;
    }
    bytes.remove_prefix(std::size_t(written));
  }
}

Result<void> ScratchWriter::flush() {
  write_out(buffer_);
  buffer_.clear();
  if (error_ != 0) return cannot_write(path_, error_);
  return {};
}

ScratchSource::ScratchSource(std::string path) : path_(std::move(path)) {
  fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
}

ScratchSource::~ScratchSource() {
  if (fd_ >= 0) ::close(fd_);
}

SectionReader::SectionReader(const ScratchSource& source, Extent section, std::size_t buffer)
    : source_(&source), offset_(section.offset), left_(section.size) {
  buffer_.resize(std::min<std::uint64_t>(std::max<std::size_t>(buffer, 16), section.size));
}

/// Makes the buffer hold at least `count` unread bytes; false if the section has fewer.
bool SectionReader::fill(std::size_t count) {
  const std::size_t kept = filled_ - at_;
  if (kept >= count) return true;
  if (failed_ || left_ < count - kept) {
    failed_ = true;
    return false;
  }
  std::memmove(buffer_.data(), buffer_.data() + at_, kept);
  at_ = 0;
  filled_ = kept;
  if (buffer_.size() < count) buffer_.resize(count);
  while (filled_ < count) {
    const std::size_t wanted = std::min<std::uint64_t>(buffer_.size() - filled_, left_);
    const ssize_t got =
        ::pread(source_->fd(), buffer_.data() + filled_, wanted, static_cast<off_t>(offset_));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      failed_ = true;
      return false;
    }
    filled_ += std::size_t(got);
    offset_ += std::uint64_t(got);
    left_ -= std::uint64_t(got);
  }
  return true;
}

std::uint64_t SectionReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (at_ == filled_ && !fill(1)) return 0;
    const auto byte = static_cast<unsigned char>(buffer_[at_++]);
    value |= std::uint64_t(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  failed_ = true;
  return 0;
}

std::string_view SectionReader::bytes(std::size_t count) {
  if (!fill(count)) return {};
  const std::string_view out(buffer_.data() + at_, count);
  at_ += count;
  return out;
}

}  // namespace kb
