// Packs an index into a pocket file (pocket_file.h) and unpacks it.
//
// The pocket file is smaller than the index: the stored records are compressed anew with a
// dictionary trained on them, and the term lists, which only updates need, are left out. To unpack
// it, kb indexes the stored articles again.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/build/build.h"
#include "indexer/build/progress.h"
#include "indexer/transfer/overwrite.h"
#include "parser/result.h"

namespace kb {

struct PackReport {
  std::uint64_t articles = 0;
  std::uint64_t index_bytes = 0;  ///< of the database that was packed
  std::uint64_t bytes = 0;        ///< of the pocket file
  double seconds = 0;
  bool cancelled = false;  ///< true if progress.cancel ended it; `out` is then unchanged
};

/// Writes the index `index` (a folder or another pocket file) to the file `out`, which appears or
/// replaces an older one in one step at the end. It works in the folder `out`.part, which needs
/// room for about twice the index, and removes what a run that died left there. kUsage if `out` may
/// not be replaced (overwrite.h); kBusy if another process packs to `out`; kSystem if a file
/// can't be written; else as open_index.
Result<PackReport> pack_index(const std::string& index, const std::string& out, Overwrite overwrite,
                              Progress& progress);

/// Makes an index folder, which can be updated, from a pocket file (or another index): the stored
/// articles are indexed again. The new index has the sources of the old one, where that knows them;
/// a pocket file does not. The folder's old index stays until the new one is complete. kUsage if
/// the folder holds an index and that may not be replaced, or anything else; else errors as
/// open_index of `file`, and as build_index.
Result<BuildReport> unpack_index(const std::string& file, const std::string& folder,
                                 Overwrite overwrite, unsigned threads, Progress& progress);

}  // namespace kb
