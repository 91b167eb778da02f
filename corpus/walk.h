// The files below the paths a user names, in an order that does not depend on the file system.
//
// Folders are walked in byte order of their names, links followed, a folder that was walked already
// (a loop, a second link) passed over once. Hidden files and folders (`.git`) are left out, as are
// names that never hold an article (pictures, style sheets, programs).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/regular_file.h"
#include "parser/result.h"

namespace kb {

/// A file or archive that was found. There may be millions of them.
struct SourceFile {
  std::string source;  ///< as records name it: the path below the given folder, or the file name
  FileStamp stamp;     ///< when it was found
  std::uint32_t root = 0;  ///< which of the given paths it lies below
  bool archive = false;
};

/// Something below a given path that could not be read, and why.
struct SourceProblem {
  std::string path;
  std::string why;
};

struct Walk {
  std::vector<SourceFile> files;
  std::vector<SourceProblem> problems;
  std::vector<std::string> folders;  ///< that were walked, given ones among them
  std::vector<std::string> roots;    ///< of each given path what stands before `source`

  /// As it can be opened.
  std::string path_of(const SourceFile& file) const { return roots[file.root] + file.source; }
};

/// Walks `paths` in the order given; the folder `skip`, if there is one, is left out without a
/// word. kInput if one of them does not exist or can't be opened at all; what lies below and can't
/// be read becomes a problem, and so does one of `paths` that is also in `may_be_gone`. A folder
/// that is given is walked as such; a link to it below another one is passed over.
Result<Walk> walk(const std::vector<std::string>& paths, const std::string& skip = "",
                  const std::vector<std::string>& may_be_gone = {});

/// True if a walk of a folder takes in the file or folder `below` it (a relative path) where no
/// links are followed: no part of it is hidden, nor is it named like what never holds an article.
bool is_walked(std::string_view below);

}  // namespace kb
