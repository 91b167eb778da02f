// What there is to index: every file identified, files that hold the same article brought together.
//
// The same article often lies in several files (the flat file beside its Markdown, the page of a
// disc of 1998 beside one of 2005). They become one document: that of the newest; of one day,
// document is richer than jekyll, jekyll than document-flat, that than html, markdown and text
// (parser/editions). The others are remembered as its editions, and those of other days are stored
// with it and searched. Two files of one id whose titles differ are different articles: both are
// indexed and the clash is reported.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/walk.h"
#include "indexer/build/progress.h"
#include "indexer/build/source_catalog.h"
#include "indexer/build/source_reader.h"
#include "indexer/schema/record.h"
#include "parser/article.h"
#include "parser/result.h"

namespace kb {

/// Where an item is: a file of Catalog::sources, or a member of an archive there.
struct ItemPlace {
  std::uint32_t file = 0;
  std::uint32_t item = 0;  ///< of that file
};

/// One article to index. There may be millions of them, so what is known of it stands once: in the
/// sources.
struct CatalogEntry {
  ItemPlace place;
  std::vector<ItemPlace> editions;  ///< the same article in other files, newest first
};

struct Catalog {
  std::vector<CatalogEntry> articles;  ///< in the order of the sources
  std::vector<SourceProblem> passed;   ///< files passed over, with the reason
  std::vector<SourceProblem>
      remarks;              ///< fresh files that were taken, with something worth knowing
  std::uint64_t files = 0;  ///< files and members read
  std::uint64_t bytes = 0;  ///< of these
  std::array<std::uint64_t, kDialects.size()> dialects{};  ///< of these, by Dialect
  SourceCatalog sources;           ///< every file, what was found in it and what is known of it
  std::vector<std::string> roots;  ///< of Walk
  bool unchanged = false;          ///< the sources are what they were; then `articles` is empty
  std::uint64_t reread = 0;        ///< files and members that had to be read to know that

  SourceItem& item_of(const ItemPlace& at) { return sources.files[at.file].items[at.item]; }
  const SourceItem& item_of(const ItemPlace& at) const {
    return sources.files[at.file].items[at.item];
  }
  /// As records name it: `archive.tar!member` for a member.
  std::string source_of(const ItemPlace& at) const;
  /// As it can be opened, and as messages name it.
  std::string path_of(const ItemPlace& at) const;
  /// As records name them, without their bytes.
  std::vector<Edition> editions_of(const CatalogEntry& entry) const;
  /// Those whose bytes are stored with the article: one of each other day, the richest, of at most
  /// eight days and 1 MiB each. Indexes of entry.editions.
  std::vector<std::size_t> kept_editions(const CatalogEntry& entry) const;
  /// Equal while the editions are the same and those kept have the same bytes.
  std::uint64_t editions_hash(const CatalogEntry& entry) const;
};

/// Reads and identifies everything in `found` that `reuse` does not know, on `threads` threads;
/// members of archives are copied to the file `spool`. kSystem if the spool can't be written. Ends
/// early when progress.cancel is set.
Result<Catalog> make_catalog(const Walk& found, const std::string& spool, unsigned threads,
                             Progress& progress, const Reuse& reuse = {});

/// The bytes of an item: of its file, or of `spool` when it came out of an archive.
Result<std::string> read_item(const Catalog& catalog, const ItemPlace& at,
                              const std::string& spool);

}  // namespace kb
