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

struct FileHistory {
  std::string file;  ///< lower case, without its path
  /// The rows are in order of date, then of version; a row without a date follows the dated rows of
  /// no higher version. Equal rows of one article are listed once.
  std::vector<FileRelease> releases;
  std::vector<std::string> nearest;  ///< similar names, if there is no release
};

/// Returns the versions of a file (a name or path, in any case) in the tables of all articles.
Result<FileHistory> file_history(const Index& index, const std::string& name);

/// Sorts releases in the order described above.
void sort_releases(std::vector<FileRelease>& releases);

/// Drops the releases that are not newer than `version`; one without a version is never newer.
void keep_newer(std::vector<FileRelease>& releases, std::string_view version);

}  // namespace kb
