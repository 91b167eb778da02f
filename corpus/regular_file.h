// Every file that is read is opened here, so that nothing but a regular file is: a FIFO would be
// waited for, a device may never end.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <string>

#include "corpus/descriptor.h"
#include "parser/result.h"

namespace kb {

/// What the system says of a file; it changes whenever the file is written to.
struct FileStamp {
  std::uint64_t size = 0;  ///< bytes
  std::int64_t mtime = 0;  ///< last written, nanoseconds since 1970; programs can set it
  std::int64_t ctime = 0;  ///< last written or renamed, by the system's clock; they can't set this
  bool operator==(const FileStamp&) const = default;
};
FileStamp stamp_of(const struct stat& info);
/// The stamp that an open file has now.
FileStamp stamp_of(const Descriptor& file);

/// Opens `path` for reading. kInput if that fails or if it is not a regular file.
Result<Descriptor> open_regular(const std::string& path);

/// `length` bytes from `offset`; fewer at the end of the file or if reading fails.
std::string read_at(const Descriptor& file, std::uint64_t offset, std::size_t length);

/// Opens `path` and calls `read`, again while the file was written to meanwhile, a few times at
/// most; returns the stamp that the file had before and after the last call. What `read` has taken
/// from earlier calls it must drop. An error of `read` ends it, unless the file was written to.
/// kInput if the file can't be opened, kBusy if it changes every time.
Result<FileStamp> read_while_unchanged(
    const std::string& path, const std::function<Result<void>(const Descriptor& file)>& read);

}  // namespace kb
