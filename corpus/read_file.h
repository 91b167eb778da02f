// Reading one file whole.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/regular_file.h"
#include "parser/result.h"

namespace kb {

/// The bytes of a regular file. kInput if it can't be opened or read, is no regular file, or
/// is larger than `limit` bytes; a file that shrinks or grows while it is read gives what was
/// there.
Result<std::string> read_file(const std::string& path, std::uint64_t limit = UINT64_MAX);
/// The same of a file that is open and stands at its beginning; `path` names it in errors.
Result<std::string> read_file(const Descriptor& file, const std::string& path,
                              std::uint64_t limit = UINT64_MAX);

/// All of standard input.
Result<std::string> read_stdin();

/// "2.1 MB", "17 KB", "640 bytes".
std::string human_size(std::uint64_t bytes);

}  // namespace kb
