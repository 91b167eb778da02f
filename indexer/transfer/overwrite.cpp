#include "indexer/transfer/overwrite.h"

#include <filesystem>

namespace kb {

namespace fs = std::filesystem;

Result<void> check_overwrite(const std::string& out, const std::string& kind,
                             bool (*is_own_kind)(const std::string& path), Overwrite overwrite) {
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(out, ignored))) return {};  // a link that leads nowhere counts
  if (fs::is_directory(out, ignored)) {
    return fail(ErrorKind::kUsage, out + " is a folder", "name the file to write");
  }
  if (!is_own_kind(out)) {
    return fail(ErrorKind::kUsage, out + " exists and is no " + kind, "name another file to write");
  }
  if (overwrite == Overwrite::kOwnKind) return {};
  return fail(ErrorKind::kUsage, "the " + kind + " " + out + " exists already",
              "replace it with --force, or name another file to write");
}

}  // namespace kb
