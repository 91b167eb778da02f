// Exports articles as pages that lie as files: a folder for any browser, a docset for Zeal and Dash,
// or one file for Kiwix. A reader needs neither kb nor a server.
//
//   OUT/index.html                     the contents
//   OUT/search.html search.js          the search, which needs a script;
//       search-data.js                 titles, numbers, codes and files (search_data.h)
//   OUT/articles/182/Q182320.html      an article, or what articles that cite it say of it
//   OUT/numbers/ products/ years/      lists (lists.h)
//       codes/ files/ prefixes/
//   OUT/style.css
//   OUT/kb-export.txt                  the names of all other files (page_folder.h)
//
// The same articles give the same bytes (a ZIM file with the same $SOURCE_DATE_EPOCH). All is made
// beside OUT and appears under its name in one step at the end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/build/progress.h"
#include "indexer/transfer/overwrite.h"
#include "query/browse/selection.h"
#include "query/search/index.h"

namespace kb {

enum class PageFormat {
  kHtml,
  kDocset,  ///< OUT is `NAME.docset`; the folder of pages lies in it beside the names (docset.h)
  kZim,     ///< OUT is the file `NAME.zim` (zim_file.h)
};

struct PagesRequest {
  PageFormat format = PageFormat::kHtml;
  std::string out;
  Selection selection;
  Overwrite overwrite = Overwrite::kNever;
};

struct PagesReport {
  std::uint64_t articles = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;           ///< of the files; of a ZIM file its size
  bool cancelled = false;            ///< true if progress.cancel ended it; `out` is then unchanged
  std::vector<std::string> remarks;  ///< on how the query was read; for people
};

/// Writes the articles of the selection; if it has none, nothing is written. kUsage if `out` may
/// not be replaced (page_folder.h), does not end as a docset has to, or the selection names no
/// product; kBusy if another process writes `out`; kSystem if a file can't be written; else as
/// Index::articles.
Result<PagesReport> export_pages(const Index& index, const PagesRequest& request,
                                 Progress& progress);

}  // namespace kb
