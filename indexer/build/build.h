// Sources to a published index.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/walk.h"
#include "indexer/build/catalog.h"
#include "indexer/build/progress.h"
#include "indexer/store/index_folder.h"
#include "indexer/store/source_list.h"
#include "parser/result.h"

namespace kb {

struct BuildOptions {
  /// Files, folders and archives that are added to the sources of the index.
  std::vector<std::string> sources;
  std::string folder;    ///< of the index
  unsigned threads = 0;  ///< 0: one a processor
  bool only = false;     ///< the index is made of `sources` alone, whatever it was made of before
  std::vector<std::string> removed_sources = {};  ///< taken out of its sources
  /// What is indexed if there are neither sources nor articles; may be empty.
  std::string sample = {};
  bool accept_losses = false;  ///< sources that are gone and many removed articles are no error
  bool dry_run = false;        ///< reports what would be done and writes nothing
  /// Index every article as if it had no query words; for measuring the ranking. Such an index is
  /// always built anew, and so is the next after it.
  bool withhold_query_words = false;
  bool full = false;  ///< builds anew, whatever is there
  /// What is built anew is written by Xapian, document by document, and not by indexer/glass/: the
  /// same database, slower and larger.
  bool through_xapian = false;
  bool list_folders = false;  ///< the report names the folders that were walked
  WhenBusy when_busy = WhenBusy::kRefuse;
  /// Where the articles come from; may copy bytes to the file `spool`. The sources are then those
  /// of `sources` (absolute), which are not read. Such an index is always built anew, and so is the
  /// next after it.
  std::function<Result<Catalog>(const std::string& spool)> catalog = nullptr;
  /// The index remembers what it holds, for the next run. Only the shards of a cluster do not.
  bool note_articles = true;
};

/// What the options change of an index's sources.
inline SourceChange change_of(const BuildOptions& options) {
  return {options.sources, options.only, options.removed_sources};
}

/// What a run did.
enum class BuildKind {
  kBuilt,      ///< the whole index
  kUpdated,    ///< exchanged what has changed
  kUnchanged,  ///< nothing: nothing has changed
};

struct BuildReport {
  IndexInfo info;
  BuildKind kind = BuildKind::kBuilt;
  std::uint64_t added = 0;             ///< articles, of an update
  std::uint64_t changed = 0;           ///< articles whose file or editions changed
  std::uint64_t removed = 0;           ///< articles
  std::vector<SourceProblem> passed;   ///< files passed over, with the reason
  std::vector<SourceProblem> remarks;  ///< files taken, with something worth knowing
  std::uint64_t editions = 0;          ///< files that hold an article another file was taken for
  std::vector<std::string> folders;    ///< that were walked, if the options ask for them
  std::vector<std::string> sources_added;    ///< absolute; of an index that had others before
  std::vector<std::string> sources_removed;  ///< absolute
  std::vector<std::string> source_remarks;   ///< sentences on the paths that were given
  std::optional<Error> refused;  ///< of a dry run: why that would not be done without accept_losses
  double seconds = 0;
  bool cancelled = false;  ///< progress.cancel ended it; the old index stays

  /// Counts what is added and removed by the number of articles alone: at least so many.
  void count(std::uint64_t before) {
    added = info.articles - std::min(info.articles, before);
    removed = before - std::min(info.articles, before);
  }
};

/// Changes the sources of the index (source_list.h) and makes it say what they say. If little has
/// changed, only that is exchanged (update.h); else it is built anew: the files found and
/// identified, shards written on all threads and merged. Either is published in one step; until
/// then, and if anything fails, the old index is what it was. If nothing has changed, nothing is
/// written. Errors: kInput for a new source that can't be read at all; kUsage for paths that can't
/// be added or removed, a folder that holds other files, and what would take out too much
/// (difference.h); kBusy, kSystem.
Result<BuildReport> build_index(const BuildOptions& options, Progress& progress);

}  // namespace kb
