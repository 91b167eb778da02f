// The spelling check finds the words that were probably meant.
//
// Candidates are the words that at least three articles contain and that a few slips make of what
// was typed (near_words.h), words with an apostrophe, and two words for one or one for two. A word
// that no article contains is replaced by one of them; a word that a few articles contain may be a
// mistake there too, and is replaced by one that is far more frequent. Of all candidates for
// neighbouring words those are chosen together that are frequent and stand beside each other in the
// archive: `wont strt` is `won't start` in front of `information store`.
//
// What is replaced unasked (`findable`) is what can hardly be wrong: a word that no article
// contains, with few slips for its length or beside a neighbour it often has; a word that a few
// articles contain, only if it has five letters or more, or the other sounds alike, and it never
// stands beside its neighbours there and the other does. Foreign words are seldom so near to
// another. The first 16 such words of a query are looked at.
//
// A word of three letters is corrected only beside a neighbour that the other often has; in capitals
// it is an abbreviation, and never is. Words typed as one are asked back as two where a few articles
// contain them so, and many the two.
//
// Codes, numbers, names with digits, dots, underscores or capitals inside, file names, labels
// (`SNAOUT:0011`), words in quotes, words of two letters and fewer, and what `-` or NOT excludes
// are never corrected, nor the names of files, registry keys and products that articles contain.
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
  /// The same, but only what can hardly be wrong is replaced.
  std::optional<std::string> findable;
  /// The query as typed, with the words that `findable` replaces in quotes: a query that finds them
  /// uncorrected.
  std::optional<std::string> as_typed;
  /// The words that no article contains, in the order of the query.
  std::vector<std::string> unknown;
};

/// Throws Xapian::Error.
Spelling check_spelling(const Query& query, const Lexicon& lexicon);

}  // namespace kb
