// How the words of a query stand together in one text.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

namespace kb {

/// Where a word of the query stands in a text, and what it counts for.
struct PlacedWord {
  std::vector<Xapian::termpos> positions;  ///< ascending
  double share = 0;                        ///< of the query; 0 for a stop word
  bool anywhere = false;                   ///< it stands in the text, nobody knows where
};

struct Proximity {
  std::size_t run = 0;          ///< words of the longest run that stands as in the query
  Xapian::termpos run_end = 0;  ///< position of the last word of the first such run
  double near = 0;              ///< largest sum of shares of words that stand within kNear
  double pairs = 0;             ///< share of neighbours that stand in order and as close
  double front = 0;             ///< sum of shares of words among the first kFront
};

/// Words of a text that are near each other: a sentence or two.
inline constexpr Xapian::termpos kNear = 32;
/// Words at the front of an article: its title, and where its symptoms or its summary begin.
inline constexpr Xapian::termpos kFront = 150;

/// `words` are those of the query in its order. Neighbours are words with a share that have none
/// with a share between them; each pair counts for the sum of its shares. If a word stands
/// anywhere, each figure is the most that it may be, but for rounding, and `run_end` says nothing.
Proximity proximity_of(const std::vector<PlacedWord>& words);

/// Its `run` alone.
std::size_t longest_run(const std::vector<PlacedWord>& words);

}  // namespace kb
