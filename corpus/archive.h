// Members of `.tar[.gz|.xz|.zst|.bz2]` and `.zip` archives, read one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "corpus/descriptor.h"
#include "parser/result.h"

namespace kb {

/// One regular file in an archive.
struct ArchiveMember {
  std::string name;        ///< path inside the archive
  std::int64_t mtime = 0;  ///< seconds since 1970
  std::string bytes;       ///< empty if `problem` is not
  std::string problem;     ///< why this member could not be read; the rest of the archive goes on
};

/// True if the name ends like an archive that read_archive understands.
bool is_archive_name(const std::string& path);

/// Calls `take` for every regular file in the order of the archive; stops early when it returns
/// false. Members that have more than `limit` bytes, whatever the archive says of their size, come
/// with a problem instead of bytes. kInput if the archive can't be opened, breaks off in the middle
/// or unpacks to far more than text can (members before that were handed over); kSystem if the
/// module that reads archives is not installed beside the program.
Result<void> read_archive(const std::string& path, std::uint64_t limit,
                          const std::function<bool(ArchiveMember&&)>& take);
/// The same of an archive that is open and stands at its beginning; `path` names it in errors.
Result<void> read_archive(const Descriptor& file, const std::string& path, std::uint64_t limit,
                          const std::function<bool(ArchiveMember&&)>& take);

}  // namespace kb
