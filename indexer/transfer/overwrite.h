// What `kb` may replace: nothing that it did not write.
#pragma once

#include <string>

#include "parser/result.h"

namespace kb {

/// What a command does with a file (or an index) that is already where it shall write.
enum class Overwrite {
  kNever,
  kOwnKind,  ///< replaces what is of the kind that it writes, nothing else
};

/// kUsage if something is at `out` that may not be replaced by a new `kind` ("pocket file"):
/// anything that is not of this kind, as `is_own_kind` tells by the content; what is, if it shall
/// not be overwritten.
Result<void> check_overwrite(const std::string& out, const std::string& kind,
                             bool (*is_own_kind)(const std::string& path), Overwrite overwrite);

}  // namespace kb
