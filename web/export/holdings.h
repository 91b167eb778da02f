// What an export knows of all its articles before it writes the first page: who cites whom, and
// which articles have each product, year, prefix, code and file.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/build/progress.h"
#include "parser/codes/family.h"
#include "query/browse/citations.h"
#include "query/search/index.h"

namespace kb {

/// A page: an article, or all that claim its number.
struct HeldArticle {
  std::string id;                        ///< may be empty
  std::string title;                     ///< to be shown; of the first of them
  std::string source;                    ///< of the first of them
  std::vector<Xapian::docid> documents;  ///< in the order of their sources
};

/// Places in Holdings::articles, ascending, each once.
using ArticlePlaces = std::vector<std::uint32_t>;
using PlacesByName = std::map<std::string, ArticlePlaces>;

struct HeldCode {
  CodeFamily family = CodeFamily::kOther;
  std::set<std::string> spellings;  ///< as articles print it, without the canonical form
  ArticlePlaces articles;
};

struct Holdings {
  /// In the order of their numbers; behind them those without a number in the order of their
  /// sources.
  std::vector<HeldArticle> articles;
  std::map<std::string, std::uint32_t> by_id;
  std::map<std::string, Ghost> ghosts;  ///< articles that are cited and not among these
  PlacesByName products;
  PlacesByName years;
  PlacesByName prefixes;
  PlacesByName files;                     ///< file names in lower case
  std::map<std::string, HeldCode> codes;  ///< by canonical form
  PlacesByName cited_by;                  ///< by the number of the cited article
};

/// Reads the articles of these documents; ends early if progress.cancel is set. kDamaged if one
/// can't be read. Throws Xapian::Error.
Result<Holdings> read_holdings(const Index& index, const std::vector<Xapian::docid>& documents,
                               Progress& progress);

}  // namespace kb
