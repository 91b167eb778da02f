// Features are what the learned order (learned_order.h) knows of a candidate and its query: the
// evidence of the text (evidence.h), and where in the article the words stand.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "query/compile/compile.h"
#include "query/rank/evidence.h"

namespace kb {

/// A share is that of evidence.h: 0 to 1, by idf.
enum class Feature : std::size_t {
  kWeight,        ///< the candidate's weight before, divided by the best one's
  kFirstOrder,    ///< what the model of weights.h gives, divided by the best one's
  kCoverage,      ///< TextEvidence::coverage
  kAll,           ///< TextEvidence::all, 0 or 1
  kTitle,         ///< TextEvidence::title
  kTitlePart,     ///< TextEvidence::title_part
  kSymptoms,      ///< TextEvidence::symptoms
  kCause,         ///< share of the words that the cause contains
  kFix,           ///< share of the words that resolution and workaround contain
  kQueryWords,    ///< share of the words that the author's query words contain
  kProduct,       ///< share of the words that the products' names contain
  kOtherProduct,  ///< share of the words that other products' names contain, not those of its own
  kNamed,         ///< TextEvidence::named
  kRun,           ///< TextEvidence::run
  kNearWords,     ///< TextEvidence::near
  kPairs,         ///< TextEvidence::pairs
  kFrontWords,    ///< TextEvidence::front
  kLength,        ///< TextEvidence::length
  kTitleLength,   ///< number of telling words of the title
  kYear,          ///< of the last change; 0 if unknown
  kHowTo,         ///< the article tells how to do something, by its title
  kFault,         ///< the article is about a fault, by the prefix of its title
  kAsksHow,       ///< the query asks how to do something
  kWords,         ///< number of telling words of the query
  kRarity,        ///< mean idf of the telling words
  kCloseness,     ///< Candidate::closeness
  kClosest,       ///< closeness, divided by the largest of the candidates
  // How close question and article are word by word (word_closeness.h), the article's words by its
  // title or by where it begins to tell; then each divided by the largest of the candidates.
  kTitleMeansQuestion,
  kQuestionMeansTitle,
  kStartMeansQuestion,
  kQuestionMeansStart,
  kTitleMeansMost,
  kQuestionMeansMostTitle,
  kStartMeansMost,
  kQuestionMeansMostStart,
  kNumber
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::kNumber);

using Features = std::array<float, kFeatures>;

/// A short name of each feature, for people.
std::string_view name_of(Feature feature);

/// Returns the features of the candidates `some`, whose evidence is exact. `first_order` has the
/// weight of every candidate by the model of weights.h. Throws Xapian::Error.
std::vector<Features> features_of(const Xapian::Database& database, const Compiled& compiled,
                                  const CandidateEvidence& evidence,
                                  const std::vector<Candidate>& candidates,
                                  const std::vector<double>& first_order,
                                  const std::vector<std::size_t>& some);

}  // namespace kb
