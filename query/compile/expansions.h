// Expansions: terms that are frequent in the articles for which people type a word.
//
// query/compile/expansions.tsv, built into the program, was mined by tests/tools/mine_expansions.py
// from the author's query words of the tuning half of the archive. Names that mean the same are
// synonyms (indexer/schema/synonyms.h).
//
// expansions.tsv has one word a line, sorted by bytes: the word, a TAB, and its terms, strongest
// first, separated by blanks. A term is `field:value=weight` or, for a word of the text,
// `value=weight`; a blank in a value is written `_`. Weights are log odds ratios: 1 makes an
// article e times as likely.
//
//   1.44<TAB>23=2 inch=1.6 title:disk=1.3 contents=0.88
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/schema.h"

namespace kb {

/// The content of expansions.tsv.
extern const std::string_view kExpansionLines;

/// A term that makes it likelier that an article is one the word is typed for.
struct Expansion {
  const Field* field;  ///< kText for a word of the text
  std::string value;
  double weight;
};

/// Returns the expansions of `word` (lower case), the strongest first; most words have none.
std::vector<Expansion> expansions_of(std::string_view word);

}  // namespace kb
