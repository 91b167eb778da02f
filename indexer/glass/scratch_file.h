// Files that a build writes once from front to back and then reads in sections.
//
// A writer keeps its first error and flush() returns it, so that code that writes millions of small
// pieces need not ask after each. Nothing here makes a file durable; publishing does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parser/result.h"

namespace kb {

/// Appends to a file through a buffer.
class ScratchWriter {
 public:
  /// Creates `path`, or empties it.
  explicit ScratchWriter(std::string path);
  ~ScratchWriter();
  ScratchWriter(const ScratchWriter&) = delete;
  ScratchWriter& operator=(const ScratchWriter&) = delete;

  void append(std::string_view bytes);
  /// Bytes appended so far.
  std::uint64_t size() const { return size_; }
  const std::string& path() const { return path_; }
  /// False once something could not be written.
  bool good() const { return error_ == 0; }

  /// Writes what is buffered. kSystem if anything since the file's creation could not be written.
  Result<void> flush();

 private:
  void write_out(std::string_view bytes);

  std::string path_;
  std::string buffer_;
  std::uint64_t size_ = 0;
  int fd_ = -1;
  int error_ = 0;  // errno of the first failure
};

/// A part of a scratch file.
struct Extent {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

/// An open file that several readers share.
class ScratchSource {
 public:
  explicit ScratchSource(std::string path);
  ~ScratchSource();
  ScratchSource(const ScratchSource&) = delete;
  ScratchSource& operator=(const ScratchSource&) = delete;

  int fd() const { return fd_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int fd_ = -1;
};

/// Reads numbers and bytes of one section in order. A file that can't be read or ends early makes
/// the reader stop and say so in failed().
class SectionReader {
 public:
  /// `buffer` bytes are read at a time.
  SectionReader(const ScratchSource& source, Extent section, std::size_t buffer);

  bool at_end() const { return failed_ || (at_ == filled_ && left_ == 0); }
  bool failed() const { return failed_; }
  /// The offset in the file of the next byte.
  std::uint64_t offset() const { return offset_ - (filled_ - at_); }

  /// A number as glass::put_uint wrote it.
  std::uint64_t number();
  /// The next `count` bytes; valid until the next call.
  std::string_view bytes(std::size_t count);
  /// A length and that many bytes.
  std::string_view string() { return bytes(number()); }

 private:
  bool fill(std::size_t count);

  const ScratchSource* source_;
  std::uint64_t offset_;
  std::uint64_t left_;  // bytes of the section not yet in the buffer
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  bool failed_ = false;
};

/// Makes the error kSystem: `path` can't be written, because of `error` (an errno).
tl::unexpected<Error> cannot_write(const std::string& path, int error);

}  // namespace kb
