// The vocabulary of the field: what people type, and what articles say instead.
//
// Two files beside this one, built into the program:
//
//   vocabulary/synonyms.tsv     written by hand: names that mean the same, `nt4 = windows nt 4.0`
//   vocabulary/expansions.tsv   mined from the tuning half of the archive (tests/tools/
//                               mine_expansions.py): for a word authors expect to be typed, the
//                               terms that tell the articles they expected it for
//
// expansions.tsv: one word a line, sorted by bytes; word TAB terms, joined by blanks, the strongest
// first, each `field:value=weight` or, for a word of the text, `value=weight`; a blank of a value
// is written `_`. Weights are log odds ratios: 1 makes an article e times as likely.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema.h"

namespace kb {

/// The files as they are.
extern const std::string_view kExpansionLines;

/// A term that tells of articles a word is typed for.
struct Expansion {
  const Field* field;  ///< the field of kText for a word of the text
  std::string value;
  double weight;
};

/// The terms of `word` (lower case), the strongest first; none for most words.
std::vector<Expansion> expansions_of(std::string_view word);

}  // namespace kb
