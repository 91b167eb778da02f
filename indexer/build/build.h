// Sources to a published index.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "corpus/walk.h"
#include "indexer/build/catalog.h"
#include "indexer/build/progress.h"
#include "indexer/store/index_folder.h"
#include "parser/result.h"

namespace kb {

struct BuildOptions {
  std::vector<std::string> sources;  ///< files, folders, archives; at least one
  std::string folder;                ///< of the index
  unsigned threads = 0;              ///< 0: one a processor
  /// Index every article as if it had no query words; for measuring the ranking. Such an index is
  /// always built anew, and so is the next after it.
  bool withhold_query_words = false;
  bool full = false;  ///< builds anew, whatever is there
  /// What is built anew is written by Xapian, document by document, and not by indexer/glass/: the
  /// same database, slower and larger.
  bool through_xapian = false;
  bool list_folders = false;  ///< the report names the folders that were walked
  WhenBusy when_busy = WhenBusy::kRefuse;
  /// Where the articles come from instead of all of `sources`; may copy bytes to the file `spool`.
  /// Such an index is always built anew, and so is the next after it.
  std::function<Result<Catalog>(const std::string& spool)> catalog = nullptr;
};

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
  double seconds = 0;
  bool cancelled = false;  ///< progress.cancel ended it; the old index stays
};

/// Makes the index say what the sources say. If it was made of the same sources and little has
/// changed, only that is exchanged (update.h); else it is built anew: the files found and
/// identified, shards written on all threads and merged. Either is published in one step; until
/// then, and if anything fails, the old index is what it was. If nothing has changed, nothing is
/// written. Errors: kInput for a source that can't be read at all, kBusy, kSystem.
Result<BuildReport> build_index(const BuildOptions& options, Progress& progress);

}  // namespace kb
