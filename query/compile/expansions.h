// The vocabulary of the field: for words that are typed, what articles hold that they are typed
// for.
//
// vocabulary/expansions.tsv, built into the program, was mined by tests/tools/mine_expansions.py
// from the author's query words of the tuning half of the archive. Names that mean the same are
// another thing: indexer/schema/synonyms.h.
//
// expansions.tsv: one word a line, sorted by bytes; word TAB terms, joined by blanks, the strongest
// first, each `field:value=weight` or, for a word of the text, `value=weight`; a blank of a value
// is written `_`. Weights are log odds ratios: 1 makes an article e times as likely.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"

namespace kb {

/// The file as it is.
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
