// A published index brought up to date: what changed is exchanged in a copy of its database, which
// takes its place. Searches go on in the old one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/article_writer.h"
#include "indexer/build/catalog.h"
#include "indexer/build/progress.h"
#include "indexer/build/source_catalog.h"
#include "indexer/store/index_folder.h"
#include "parser/result.h"

namespace kb {

/// What the last run knew, if this one can go on from there.
struct LastRun {
  IndexInfo info;
  SourceCatalog known;
};

/// The index in `folder` as it is, if this version of kb made it, its files have the right sizes
/// and the catalogue the right hash; else nothing, and the index is to be built anew.
std::optional<LastRun> load_last_run(const std::string& folder);

/// What must change in a database so that it holds the articles of a catalog.
struct UpdatePlan {
  struct Write {
    std::size_t article = 0;     ///< of the catalog
    std::uint32_t document = 0;  ///< to be replaced; 0: to be added
  };
  std::vector<Write> writes;
  std::vector<std::uint32_t> removed;  ///< documents
  bool needs_spool = false;            ///< an article lies in an archive that was not unpacked
};

/// Compares the catalog with what the last run knew. Items of the catalog that are no document of
/// their own lose the one they had.
UpdatePlan plan_update(Catalog& catalog, const SourceCatalog& known);

/// Is it better to build the index anew? So it is above a fifth of the articles, counted since it
/// was last built: an update works on one processor, a build on all, and it leaves no half-filled
/// blocks behind (exchanging a tenth of 30,000 articles lets their 205 MB grow to 223 MB).
bool is_rebuild_better(const UpdatePlan& plan, const IndexInfo& info);

/// A database that Xapian wrote in the scratch folder.
struct UpdatedDatabase {
  std::string path;
  std::vector<SourceProblem> passed;  ///< files that could no longer be read
  std::uint64_t articles = 0;
};

/// Copies the current database, verifying its hashes, and carries out the plan; notes in the
/// catalog what was written. kDamaged if the database is not what it should be: then it must be
/// built anew. kSystem if something can't be written.
Result<UpdatedDatabase> update_database(const IndexLock& lock, const IndexInfo& info,
                                        const UpdatePlan& plan, Catalog& catalog,
                                        const ArticleWriter& writer, Progress& progress);

/// Writes every article of the catalog to a new database by Xapian's own means, one document after
/// another. kSystem if something can't be written.
Result<UpdatedDatabase> write_through_xapian(const IndexLock& lock, Catalog& catalog,
                                             const ArticleWriter& writer, Progress& progress);

}  // namespace kb
