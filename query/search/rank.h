// The last word on the order of the best candidates.
//
// BM25 counts words one by one. How they stand together says more, and which of it counts depends
// on what was typed:
//
//   - a quoted message: some article holds the query word for word in its text. That it stands
//     there whole, among the symptoms, in an article about little else, is all that counts;
//   - a title, most words with a capital: how much of it an article holds, and how its title and
//     the query cover each other;
//   - keywords, a few words that make no sentence: mostly the weight of the words and of what they
//     stand for (vocabulary.h), a little their coverage, the title and the symptoms;
//   - anything else, a question, a description, a paragraph: how many of the words an article
//     holds, that they stand near each other, in pairs and at its front, and that its title is
//     about nothing else.
//
// Names beside words, of files and numbers that may be codes, count in all but the first: a title
// that has all of the query but the name is about something else.
//
// The factors were fitted on the tuning half of the judged questions, and on some hundred that
// people asked; docs/ranking.md has the figures.
#pragma once

#include <xapian.h>

#include <vector>

#include "query/compile/compile.h"
#include "query/search/evidence.h"

namespace kb {

/// Candidates that are weighed again.
inline constexpr std::size_t kRankDepth = 200;

/// Does it count for a query that its words stand next to each other, as typed, in articles that
/// have less of them than others? Not for a title or for few words.
bool counts_phrases(const Compiled& compiled);

/// Adds to each candidate's weight what its evidence is worth and sorts by it, equal ones as they
/// were. Only the first `wanted` are sure to be in order, and those behind them to be behind: how
/// the words of others stand together is not read.
void rank_candidates(const Xapian::Database& database, const Compiled& compiled, std::size_t wanted,
                     std::vector<Candidate>& candidates);

}  // namespace kb
