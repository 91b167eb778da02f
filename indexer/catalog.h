// What there is to index: every file identified, files that hold the same article brought together.
//
// The same article often lies in several files (the flat file beside its Markdown). They become one
// document: document is richer than jekyll, jekyll than document-flat, that than markdown and text;
// the others are remembered as its editions. Two files of one id whose titles differ are different
// articles: both are indexed and the clash is reported.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/walk.h"
#include "indexer/progress.h"
#include "indexer/record.h"
#include "parser/article.h"
#include "parser/result.h"

namespace kb {

/// The largest file that is read as an article.
inline constexpr std::uint64_t kMaxArticleBytes = 64ULL << 20U;

/// One article to index. Its bytes are the file at `path`, or lie in the spool (`length` bytes from
/// `offset`) when it came out of an archive.
struct CatalogEntry {
  std::string path;
  std::string source;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  bool spooled = false;
  Dialect dialect = Dialect::kText;
  std::string id;  ///< empty if it has none
  std::string title_key;
  std::vector<Edition> editions;
};

struct Catalog {
  std::vector<CatalogEntry> articles;  ///< in the order of the sources
  std::vector<SourceProblem> passed;   ///< files passed over, with the reason
  std::vector<SourceProblem> remarks;  ///< files that were taken, with something worth knowing
  std::uint64_t files = 0;             ///< files and members read
  std::uint64_t bytes = 0;             ///< of these
  std::uint64_t dialects[5] = {0, 0, 0, 0, 0};  ///< of these, by Dialect
};

/// Reads and identifies everything in `found` on `threads` threads; members of archives are copied
/// to the file `spool`. kSystem if the spool can't be written. Ends early when progress.cancel is
/// set.
Result<Catalog> make_catalog(const Walk& found, const std::string& spool, unsigned threads,
                             Progress& progress);

/// The bytes of an entry.
Result<std::string> read_entry(const CatalogEntry& entry, const std::string& spool);

}  // namespace kb
