// The file `lock` in a folder that one process at a time works in.
#pragma once

#include <string>

#include "parser/result.h"

namespace kb {

inline constexpr const char* kLockFile = "lock";

/// Opens `folder`/lock, creating it if need be; the caller locks it (flock) and closes it. It is
/// never written. kSystem if it can't be opened or is a link; kUsage if it is no regular file, or
/// if it belongs to another user in a folder where everyone may put one.
Result<int> open_lock_file(const std::string& folder, const char* hint);

}  // namespace kb
