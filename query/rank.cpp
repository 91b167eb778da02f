#include "query/rank.h"

#include <algorithm>

namespace kb {
namespace {

/// What each piece of evidence is worth, as a share of the best weight of BM25.
struct Model {
  double weight;    ///< of BM25 itself
  double coverage;  ///< of the words held
  double all;       ///< all words are held
  double run;       ///< words that stand as typed
  double verbatim;  ///< all of them do
  double title;     ///< both coverages of title and query, multiplied
  double symptoms;  ///< of the words among the symptoms
  double named;     ///< of the names held
  double length;    ///< of ln of the length in words
};

constexpr Model kText = {1, 4, 0.35, 0.6, 0, 6.6, 2, 2, 0};
constexpr Model kKeywords = {1, 0.3, 0.3, 0, 0, 2, 0.18, 1, -0.03};
constexpr Model kQuotation = {0.01, 0, 0, 1.6, 2.3, 0, 2.0, 0, -0.16};

constexpr double kLongest = 12.0;              // ln of a length no article has: keeps sums positive
constexpr std::size_t kShortestQuotation = 4;  // words
constexpr double kTitleCase = 0.6;             // share of capitals that makes a query a title

/// What all evidence is worth for words beside a code, in whose query the weights hold constants
/// (token_query.cpp): less than the step between a code up front and one further down.
constexpr double kCodeScale = 12.0;

/// Written like a title, most words with a capital.
bool is_title(const std::vector<QueryWord>& words) {
  std::size_t content = 0;
  std::size_t capitals = 0;
  for (const QueryWord& word : words) {
    content += word.stop ? 0 : 1;
    capitals += !word.stop && word.capital ? 1 : 0;
  }
  return content > 0 && double(capitals) >= kTitleCase * double(content);
}

/// Some article quotes the query in its text.
bool is_quoted(const std::vector<QueryWord>& words, const std::vector<TextEvidence>& evidence) {
  return words.size() >= kShortestQuotation &&
         std::any_of(evidence.begin(), evidence.end(),
                     [](const TextEvidence& one) { return one.verbatim && !one.in_title; });
}

const Model& model_for(const Compiled& compiled, const std::vector<TextEvidence>& evidence) {
  if (is_title(compiled.words)) return kText;
  if (is_quoted(compiled.words, evidence)) return kQuotation;
  return compiled.keywords ? kKeywords : kText;
}

double worth(const Model& model, const TextEvidence& evidence) {
  return model.coverage * evidence.coverage + (evidence.all ? model.all : 0) +
         model.run * evidence.run + (evidence.verbatim ? model.verbatim : 0) +
         model.named * evidence.named + model.title * evidence.title * evidence.title_part +
         model.symptoms * evidence.symptoms + model.length * (evidence.length - kLongest);
}

double scale_of(const Compiled& compiled, const std::vector<Candidate>& candidates) {
  if (compiled.has_code) return kCodeScale;
  double best = 0;
  for (const Candidate& candidate : candidates) best = std::max(best, candidate.weight);
  return best;
}

/// A word alone is its own run; two or three keywords are no quotation, and for keywords runs are
/// worth nothing else.
Runs runs_for(const Compiled& compiled) {
  const std::size_t words = compiled.words.size();
  const bool keywords = compiled.keywords && !is_title(compiled.words);
  return words == 1 || (keywords && words < kShortestQuotation) ? Runs::kPassOver : Runs::kRead;
}

}  // namespace

void rank_candidates(const Xapian::Database& database, Headings& headings, const Compiled& compiled,
                     std::vector<Candidate>& candidates) {
  if (compiled.words.empty() || candidates.empty()) return;
  const auto evidence = gather_evidence(database, headings, compiled.words, compiled.names,
                                        candidates, runs_for(compiled));
  const Model& model = model_for(compiled, evidence);
  const double scale = scale_of(compiled, candidates);
  const double factor = compiled.has_code ? 1 : model.weight;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    double& weight = candidates[i].weight;
    weight = factor * weight + scale * worth(model, evidence[i]);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
}

}  // namespace kb
