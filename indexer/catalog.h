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
#include "indexer/source_catalog.h"
#include "indexer/source_reader.h"
#include "parser/article.h"
#include "parser/result.h"

namespace kb {

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
  std::vector<Edition> editions;
  std::size_t file = 0;  ///< of Catalog::sources
  std::size_t item = 0;  ///< of that file
};

struct Catalog {
  std::vector<CatalogEntry> articles;  ///< in the order of the sources
  std::vector<SourceProblem> passed;   ///< files passed over, with the reason
  std::vector<SourceProblem>
      remarks;              ///< fresh files that were taken, with something worth knowing
  std::uint64_t files = 0;  ///< files and members read
  std::uint64_t bytes = 0;  ///< of these
  std::uint64_t dialects[5] = {0, 0, 0, 0, 0};  ///< of these, by Dialect
  SourceCatalog sources;     ///< every file, what was found in it and what is known of it
  bool unchanged = false;    ///< the sources are what they were; then `articles` is empty
  std::uint64_t reread = 0;  ///< files that had to be read to know that

  SourceItem& item_of(const CatalogEntry& entry) {
    return sources.files[entry.file].items[entry.item];
  }
  const SourceItem& item_of(const CatalogEntry& entry) const {
    return sources.files[entry.file].items[entry.item];
  }
};

/// Reads and identifies everything in `found` that `reuse` does not know, on `threads` threads;
/// members of archives are copied to the file `spool`. kSystem if the spool can't be written. Ends
/// early when progress.cancel is set.
Result<Catalog> make_catalog(const Walk& found, const std::string& spool, unsigned threads,
                             Progress& progress, const Reuse& reuse = {});

/// The bytes of an entry.
Result<std::string> read_entry(const CatalogEntry& entry, const std::string& spool);

}  // namespace kb
