// Ranking decides the final order of the best candidates.
//
// BM25 counts words one by one. How they stand together says more, and which evidence counts
// depends on what was typed:
//
//   - A quoted message is a query that some article contains word for word in its text. What
//     counts is only that it stands there whole, among the symptoms, in a short article.
//   - A title has a capital in most words. What counts is how much of it an article contains, and
//     how the article's title and the query cover each other.
//   - Keywords are a few words that make no sentence. The weight of the words and of their
//     expansions (expansions.h) counts most, and a little their coverage, the title and the
//     symptoms.
//   - Anything else is a question, a description or a paragraph. What counts is how many of
//     the words an article contains, whether they stand near each other, in pairs and at its front,
//     and whether its title is about nothing else.
//
// A query that is the title of an article, or a message that a title quotes (title_match.h), puts
// that article first in all of them; of several with one title the newest.
//
// Names beside words (files, and numbers that may be codes) count in all but the first: a title
// that has all of the query but the name is about something else.
//
// The best by that are put into a learned order (learned_order.h) where the query is a question, a
// description or keywords, and has no code.
//
// The factors (weights.h) were fitted on the tuning half of the judged questions, and on some
// hundred that people asked; docs/ranking.md has the figures.
#pragma once

#include <xapian.h>

#include <map>
#include <vector>

#include "query/compile/compile.h"
#include "query/rank/candidate.h"
#include "query/rank/features.h"

namespace kb {

/// So many candidates are ranked.
inline constexpr std::size_t kRankDepth = 200;

/// True if articles that contain the query's words as typed are worth ranking even if their BM25
/// weight is low; false for a title and for few words.
bool counts_phrases(const Compiled& compiled);

/// True for what may be a question, a description or keywords: three words or more, nothing with a
/// code, which says more than any words, and no title.
bool asks_in_words(const Compiled& compiled);

/// So many candidates are put into the learned order (learned_order.h).
inline constexpr std::size_t kLearnedDepth = 100;

/// And so many of the others that are closest in meaning.
inline constexpr std::size_t kCloseDepth = 50;

/// What the learned order was given, to explain it and to train it.
struct LearnedTrace {
  double factor = 0;  ///< of a score in a weight
  std::map<Xapian::docid, Features> of;
};

/// Adds to each candidate's weight what its evidence is worth and sorts by it; equal candidates
/// keep their order. Returns what the learned order was given, nothing if there was none. Only the
/// first `wanted` are sure to be the best and in order: the positions of others may not be read.
/// Throws Xapian::Error.
LearnedTrace rank_candidates(const Xapian::Database& database, const Compiled& compiled,
                             std::size_t wanted, std::vector<Candidate>& candidates);

}  // namespace kb
