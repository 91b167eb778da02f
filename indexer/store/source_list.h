// Which files, folders and archives an index is made of, and how a run changes that.
//
// Sources are remembered by absolute paths and kept in the byte order of these, so that an index
// does not depend on the order in which they were added. One folder is one source by whatever name
// it is given (relative, with a final slash, through a link), and what lies below a source is no
// source of its own unless a walk of that source passes it over (walk.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/store/manifest.h"
#include "parser/result.h"

namespace kb {

/// What a user asks for.
struct SourceChange {
  std::vector<std::string> add;     ///< paths as they were typed
  bool only = false;                ///< the sources shall be exactly those of `add`
  std::vector<std::string> remove;  ///< paths as they were typed
};

struct Source {
  std::string path;    ///< absolute
  std::string name;    ///< as it was typed in this run, else `path`: messages call it so
  bool known = false;  ///< the index had it before this run
};

struct SourceList {
  std::vector<Source> sources;
  std::vector<std::string> added;    ///< paths that the index did not have before
  std::vector<std::string> removed;  ///< paths that it had
  bool exact = false;                ///< they were all named in this run (SourceChange::only)
  std::vector<std::string> remarks;  ///< one sentence on each path that is no source of its own

  std::vector<std::string> paths() const;
  std::vector<std::string> names() const;
  /// The names of those that the index had before.
  std::vector<std::string> known_names() const;
};

/// The sources of an index that has `known` (absolute paths) after `change`. kUsage if a path that
/// shall be removed is no source, or if a new one can't be remembered (its name is not UTF-8).
/// Whether a new one can be read is the walk's to say.
Result<SourceList> change_sources(const std::vector<std::string>& known,
                                  const SourceChange& change);

/// The sources that a run brings the index at `index` up to date with: `before` says what can be
/// read of that index, `unreadable` why the rest can't be. Where neither sources nor articles are
/// known it is `sample` (a path). Errors as change_sources; kUsage if no source is named for articles
/// whose sources are unknown, or where there is no sample; `unreadable` if no source is known of such
/// an index.
Result<SourceList> choose_sources(const std::string& index, const IndexSources& before,
                                  const SourceChange& change, const std::string& sample,
                                  const std::optional<Error>& unreadable);

/// `path` without links and dots. The last name is kept even if it is a link: records are named by
/// it.
std::string absolute_path(const std::string& path);

}  // namespace kb
