#include <fmt/format.h>

#include "cli/command.h"
#include "commit.inc"  // written by the build: kCommit, empty where the source is in no repository
#include "indexer/schema/schema.h"
#include "indexer/store/manifest.h"

namespace kb {

std::string version_line() {
  const std::string_view commit = kCommit;
  return fmt::format("kb {}{}, index schema {}", kProgramVersion,
                     commit.empty() ? "" : fmt::format(" ({})", commit), kSchemaVersion);
}

}  // namespace kb
