// This file has every weight of ranking: BM25's parameters, the constants of codes and names, and
// the models that order the best candidates. docs/ranking.md tells how they were fitted and what
// each is worth.
#pragma once

#include <xapian.h>

namespace kb {

// ---- BM25, for the words of a query

/// k1 = 1.2 sets how fast the wdf saturates, b = 0.5 how much the length of a document counts. The
/// query's length does not count (k2 = 0); k3 = 1 is for terms that a query repeats.
inline Xapian::BM25Weight search_weighting() { return {1.2, 0, 1, 0.5, 0.5}; }

// ---- Constants of codes. A word adds at most about 60 (its weights in text, title, symptoms and
// query words), and a query seldom has more than a few rare ones, so a step outweighs all words.

inline constexpr double kExactWeight = 1000;   ///< the article contains the code's value
inline constexpr double kCodeStep = 400;       ///< it is a code there, not a mere number
inline constexpr double kUpFrontStep = 200;    ///< it stands in title, symptoms, cause, query words
inline constexpr double kMessageStep = 1700;   ///< the article has the words beside it whole
inline constexpr double kMeaningStep = 15;     ///< its title has the words of the code's meaning
inline constexpr double kSpellingsStep = 300;  ///< the article has both spellings of the query
inline constexpr double kReadingStep = 20;     ///< each reading less likely than the one before

// ---- Constant of registry keys, whose terms have no weight of their own

inline constexpr double kRegistryKey = 60;  ///< the article has the whole key of the query

// ---- Factors of a term's BM25 weight, or of an expansion's log odds

inline constexpr double kNameFactor = 2.0;       ///< file names, article ids
inline constexpr double kMaybeCodeFactor = 0.5;  ///< a bare number that is a code
inline constexpr double kExpansionFactor = 2.5;  ///< an expansion (expansions.h)

// ---- What a user runs (profile.h)

inline constexpr double kOnProduct = 3;  ///< the article is about the product
inline constexpr double kOnVersion = 3;  ///< more if it is about the version too

// ---- The order of the best candidates (rank.h)

/// The factor of each piece of evidence (evidence.h), times the best BM25 weight of a candidate.
struct Model {
  double weight = 1;      ///< the BM25 weight itself
  double coverage = 0;    ///< share of the query's words that the article contains
  double all = 0;         ///< the article contains all words
  double title = 0;       ///< both coverages of title and query, multiplied
  double title_part = 0;  ///< share of the title's words that are in the query
  double symptoms = 0;    ///< share of the words that the symptoms contain
  double named = 0;       ///< share of the query's names that the article contains
  double length = 0;      ///< ln of the length in words
  double run = 0;         ///< longest run of words that stand as typed
  double verbatim = 0;    ///< all words stand as typed
  double near = 0;        ///< share of the words that stand near each other
  double pairs = 0;       ///< share of neighbours that stand as close as typed
  double front = 0;       ///< share of the words at the front of the article

  bool needs_places() const {
    return run != 0 || verbatim != 0 || near != 0 || pairs != 0 || front != 0;
  }
};

inline constexpr Model kTextModel = {.coverage = 2,
                                     .title_part = 1,
                                     .symptoms = 0.3,
                                     .named = 2,
                                     .run = 1,
                                     .near = 1.5,
                                     .pairs = 0.8,
                                     .front = 0.8};
inline constexpr Model kTitleModel = {
    .coverage = 4, .all = 0.35, .title = 6.6, .symptoms = 2, .named = 2, .run = 0.6};
inline constexpr Model kKeywordsModel = {
    .coverage = 0.15, .all = 0.05, .title = 0.5, .symptoms = 0.12, .named = 1, .length = -0.02};
inline constexpr Model kQuotationModel = {
    .weight = 0.01, .symptoms = 2, .length = -0.16, .run = 1.6, .verbatim = 2.3};

// A query that is a title outweighs all other evidence, which is worth less than 16 in any model.
inline constexpr double kWholeTitle = 60;      ///< it is the article's title
inline constexpr double kMessageInTitle = 20;  ///< it is a message that the title quotes

/// As what `--why` shows a part of a learned score, times the best BM25 weight of a candidate.
inline constexpr double kLearnedFactor = 0.5;

/// The scale of all evidence in a query with a code, whose weights contain the constants above: all
/// evidence is worth less than the step between a code up front and one further down.
inline constexpr double kCodeScale = 12.0;

// ---- Triage: the weight of an article that contains a piece of evidence of a pasted text. The
// words of a text add about 10 to 60.

inline constexpr double kTriageCode = 60;
/// The share of an access violation's code that stays where the text names the program.
inline constexpr double kTriageOfProgram = 0.25;
inline constexpr double kTriageUpFront = 20;     ///< the code stands up front
inline constexpr double kTriageEvent = 20;       ///< an event's number
inline constexpr double kTriageWithSource = 60;  ///< an event's number and a word of its source
inline constexpr double kTriageOffset = 60;
inline constexpr double kTriageModule = 20;
inline constexpr double kTriageWithModule = 60;  ///< the module, and a bug check or `fault`
inline constexpr double kTriageArticle = 5000;   ///< the text names the article
inline constexpr double kTriageCites = 10;       ///< the article cites one that the text names
inline constexpr double kTriageMessage = 50;     ///< the article contains a line of the text whole
inline constexpr double kTriageTitle = 60;       ///< the text contains the article's title whole
inline constexpr double kTriageCodeInTitle = 30;
inline constexpr double kTriageRegistry = 30;
inline constexpr double kTriageCommonFile = 1;  ///< one of a hundred articles names the file
inline constexpr double kTriageFile = 12;
inline constexpr double kTriageVersion = 10;
inline constexpr double kTriageParameter = 8;

}  // namespace kb
