// Makes a ZIM file the same each time. Xapian gives each of its tables a UUID of its own by chance;
// the seal puts another there that depends on the pages alone, and the file's checksum anew.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parser/result.h"

namespace kb {

/// Seals the file `path`, in which Xapian's tables begin at `places` (bytes); `uuid` has 16 bytes.
/// kSystem if the file can't be read and written, or if it is not built as expected; it is then of
/// no use.
Result<void> seal_zim(const std::string& path, const std::vector<std::uint64_t>& places,
                      const std::string& uuid);

}  // namespace kb
