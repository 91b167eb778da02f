// The versions of a file that fixes brought, out of the tables of all articles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/article.h"
#include "query/search/index.h"

namespace kb {

/// One row of a table, with the article it stands in; the title says which problem it fixed.
struct FileRelease {
  FileVersion row;
  std::string id;
  std::string title;
};

struct FileHistory {
  std::string file;  ///< lower case, without its path
  /// In time order: by date where rows have one, a row without date after the dated rows of no
  /// higher version; then by version. Rows that say the same in one article stand once.
  std::vector<FileRelease> releases;
  std::vector<std::string> nearest;  ///< names like it, if there is no release
};

/// The versions of a file (a name or path, any case) in the tables of all articles.
Result<FileHistory> file_history(const Index& index, const std::string& name);

/// Puts releases in the order described above.
void sort_releases(std::vector<FileRelease>& releases);

/// Drops the releases that are not newer than `version`; one without version is never newer.
void keep_newer(std::vector<FileRelease>& releases, std::string_view version);

}  // namespace kb
