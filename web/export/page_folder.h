// A folder of pages that an export writes, and by which it knows an older one again.
//
//   OUT/kb-export.txt     the line `kb export html 1`, then the name of every other file, sorted
//   OUT/...               these files
//
// A folder whose list is not there, or that holds a file that is not in it, is not ours alone and
// is never replaced.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/transfer/overwrite.h"
#include "parser/result.h"
#include "web/export/page_sink.h"

namespace kb {

/// kUsage if something is at `out` that may not be replaced by a folder of the kind ("html"):
/// anything but an empty folder, or one that an export of this kind has written and that holds
/// nothing else; that too, if it shall not be overwritten.
Result<void> check_page_folder(const std::string& out, const std::string& kind,
                               Overwrite overwrite);

/// Writes the files of one folder, which is new. After the first failure it does nothing more.
class PageFolder : public PageSink {
 public:
  explicit PageFolder(std::string folder) : folder_(std::move(folder)) {}

  /// From now on names are those below this folder: `Contents/Resources/`, empty for the top.
  void enter(std::string below) { below_ = std::move(below); }
  /// Writes a file, making its folders.
  void write(const ExportedFile& file, std::string_view bytes) override;
  /// Counts the bytes of a file that something else has written at `path`.
  void count_bytes_of(const std::string& path);
  /// Makes the folders of a file that something else writes, and returns its path.
  std::string make_room(const std::string& name);
  /// Writes the list of files at the top. kSystem if that or any call before it failed.
  Result<void> finish(const std::string& kind);

  bool failed() const override { return error_ != 0; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::string folder_;
  std::string below_;
  std::set<std::string> names_;
  std::set<std::string> folders_;
  std::uint64_t bytes_ = 0;
  int error_ = 0;  ///< errno of the first failure
};

}  // namespace kb
