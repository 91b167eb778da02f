// Members of `.tar[.gz|.xz|.zst|.bz2]` and `.zip` archives, read one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

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
/// false. Members larger than `limit` bytes come with a problem instead of bytes. kInput if the
/// archive can't be opened or breaks off in the middle (members before the break were handed over);
/// kSystem if the module that reads archives is not installed beside the program.
Result<void> read_archive(const std::string& path, std::uint64_t limit,
                          const std::function<bool(ArchiveMember&&)>& take);

}  // namespace kb
