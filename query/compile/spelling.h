// The spelling check finds the words that were probably meant.
//
// Candidates are the words that at least three articles contain (the index's spelling table). A
// word that no article contains is replaced by the nearest candidate at an edit distance of 1
// (for long words 2), the most frequent of equals; if there is none, it is split in two words. A
// word that a few articles contain may be a typing error there too: it is replaced by a candidate
// at an edit distance of 1 that is far more frequent.
//
// Codes, numbers, names with digits, dots, underscores or capitals inside, file names, labels
// (`SNAOUT:0011`), words in quotes, words of three letters and fewer, and what `-` or NOT excludes
// are never corrected.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "query/compile/compile.h"
#include "query/compile/lexicon.h"

namespace kb {

struct Spelling {
  /// The query as it was probably meant, with its operators.
  std::optional<std::string> meant;
  /// The same, but only words that no article contains are replaced, none below 5 letters.
  std::optional<std::string> findable;
  /// The words that no article contains, in the order of the query.
  std::vector<std::string> unknown;
};

/// Throws Xapian::Error.
Spelling check_spelling(const Query& query, const Lexicon& lexicon);

}  // namespace kb
