// What a run would take out of an index, and whether that is refused: sources vanish for other
// reasons (a disk that is not mounted, an archive that was cut) than that their articles should go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/catalog.h"
#include "indexer/build/source_catalog.h"
#include "indexer/store/source_list.h"
#include "parser/result.h"

namespace kb {

/// `root` of a file whose source is no source of the index any more, or is unknown.
inline constexpr std::uint32_t kNoSource = ~std::uint32_t{0};

/// Makes the files of `known`, which lie below the sources `before`, refer to those of `now`.
void refer_to_sources(SourceCatalog& known, const std::vector<std::string>& before,
                      const SourceList& now);

/// Something that held articles and holds none now.
struct GoneSource {
  std::string name;            ///< of a source, or of an archive below one
  bool is_source = false;      ///< it can be taken out of the list of sources
  std::uint64_t articles = 0;  ///< that it held; 0 if nobody knows
  std::string why;             ///< it can't be read; empty if it can
};

/// Articles that go though nobody has removed their source.
struct Losses {
  std::uint64_t held = 0;  ///< articles of sources that stay
  std::uint64_t lost =
      0;  ///< of these: neither their file, nor its bytes, nor their number is left
  std::vector<GoneSource> gone;
};

/// What the sources hold now, and what of them could not be read.
struct FoundNow {
  const Catalog& catalog;
  const std::vector<SourceProblem>& passed;
};

/// Compares what the sources hold with what the last run knew; `known` refers to `sources`.
/// Articles without a known source (of an index that was unpacked) count as held.
Losses losses_of(const SourceCatalog& known, const SourceList& sources, const FoundNow& now);

/// The same of an index of which only the number of its articles is known.
Losses losses_of(std::uint64_t articles, const SourceList& sources, const FoundNow& now);

/// Why a run with such losses is refused: a whole source is gone, or more than a fifth of the
/// articles.
std::optional<Error> refusal(const Losses& losses);

}  // namespace kb
