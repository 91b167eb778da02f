// Proximity measures how the words of a query stand together in one text.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

namespace kb {

/// The positions of a word of the query in a text.
struct PlacedWord {
  std::vector<Xapian::termpos> positions;  ///< ascending
  double share = 0;                        ///< of the query (evidence.h); 0 for a stop word
  bool anywhere = false;                   ///< the text contains it; its positions are not read
};

struct Proximity {
  std::size_t run = 0;          ///< number of words of the longest run as in the query
  Xapian::termpos run_end = 0;  ///< position of the last word of the first such run
  double near = 0;              ///< largest sum of shares of words within kNear positions
  double pairs = 0;             ///< share of neighbours in order and as close as typed
  double front = 0;             ///< sum of shares of words at positions below kFront
};

/// Words are near each other within so many positions: a sentence or two.
inline constexpr Xapian::termpos kNear = 32;
/// The front of an article has so many positions: its title and the beginning of its symptoms or
/// its summary.
inline constexpr Xapian::termpos kFront = 150;

/// `words` are those of the query in its order. Neighbours are words with a share that have none
/// with a share between them; each pair counts for the sum of its shares. If `anywhere` is set for
/// a word, each figure is an upper bound, but for rounding, and `run_end` says nothing.
Proximity proximity_of(const std::vector<PlacedWord>& words);

/// Returns only Proximity::run of the words.
std::size_t longest_run(const std::vector<PlacedWord>& words);

}  // namespace kb
