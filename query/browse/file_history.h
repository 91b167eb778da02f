// A file history lists the versions of a file that fixes brought, from the tables of all articles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/search/index.h"

namespace kb {

/// A row of a table and its article, whose title says which problem was fixed.
struct FileRelease {
  FileVersion row;
  std::string id;
  std::string title;
};

/// What keep_newer left out, and who brought the version it compared with.
struct LeftOut {
  std::size_t without_version = 0;  ///< rows that have no version (or date) to compare
  std::size_t other_branch = 0;     ///< rows of other product lines: 5.0 beside 4.0
  std::size_t not_newer = 0;
  std::vector<std::string> brought_by;  ///< articles whose tables have the given version
};

struct FileHistory {
  std::string file;  ///< lower case, without its path
  /// The rows are in order of date, then of version; a row without a date follows the dated rows of
  /// no higher version. Equal rows of one article are listed once.
  std::vector<FileRelease> releases;
  std::vector<std::string> nearest;  ///< similar names, if there is no release
  std::optional<LeftOut> left_out;   ///< set by keep_newer
};

/// Returns the versions of a file (a name or path, in any case) in the tables of all articles.
Result<FileHistory> file_history(const Index& index, const std::string& name);

/// Sorts releases in the order described above.
void sort_releases(std::vector<FileRelease>& releases);

/// Keeps the releases that are newer than `than`, a version (`5.5.2651.32`) or a date
/// (`1999-09-20`, `1999-09`, `9/20/1999`), and says in `left_out` what it dropped. kUsage for a text
/// that is neither.
///
/// Versions are compared within one branch, the first two numbers: a file of Windows 2000 is not
/// newer than one of NT 4.0. Tables print versions without the branch as well: `2638.0` beside
/// `5.5.2651.32` is 5.5.2638.0, and so is a `than` without it. Two small numbers (`4.00`) name the
/// product and say nothing of the file's age: such a row counts as one without a version.
Result<void> keep_newer(FileHistory& history, std::string_view than);

}  // namespace kb
