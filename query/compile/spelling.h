// Words that were probably meant.
//
// Candidates are the words that at least three articles hold (the index's spelling table). A word
// that no article holds gets the nearest, one letter away (a long one: two), of equals the most
// frequent; or two words it may be grown together from. A word that some articles hold, by whose
// typist's mistake it may stand there too, gets one that is one letter away and far more frequent.
//
// Never corrected: codes, numbers, names with digits, dots, underscores or capitals inside, file
// names, labels (`SNAOUT:0011`), words in quotes, words of three letters and fewer, what is left
// out by `-` or NOT.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "query/compile/compile.h"
#include "query/compile/lexicon.h"

namespace kb {

struct Spelling {
  /// The query as it was probably meant, operators and all.
  std::optional<std::string> meant;
  /// The same with no more replaced than words, not the shortest, that find nothing as they are.
  std::optional<std::string> findable;
  /// Words, in the order of the query, that no article holds.
  std::vector<std::string> unknown;
};

/// Throws Xapian::Error.
Spelling check_spelling(const Query& query, const Lexicon& lexicon);

}  // namespace kb
