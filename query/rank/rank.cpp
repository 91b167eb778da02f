#include "query/rank/rank.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <queue>
#include <string>
#include <utility>

#include "indexer/schema/record.h"
#include "indexer/schema/schema.h"
#include "parser/text/ascii.h"
#include "query/compile/weights.h"
#include "query/rank/learned_order.h"
#include "query/rank/title_match.h"

namespace kb {
namespace {

constexpr double kLongest = 12.0;              // ln of a length no article has; keeps sums positive
constexpr std::size_t kShortestQuotation = 4;  // words
constexpr std::size_t kFewestAsking = 3;       // words; two say too little to be compared
constexpr std::size_t kFirstBatch = 16;        // candidates whose positions are read first
constexpr double kRounded = 1 + 1e-12;         // most by which sums in another order differ
constexpr double kTitleCase = 0.6;             // share of capitals that makes a query a title
constexpr double kNearlyAll = 0.99;            // share of the words, but for rounding
constexpr double kMostOfTitle = 0.7;           // part of a title's words; the last may be cut
constexpr std::size_t kMostInPrefix = 5;       // words: `Mac Srv Wkst: Err Msg:`
constexpr double kNewerStep = 1e-6;            // between articles of one title
constexpr double kStep = 1e-9;                 // between weights that would be equal

/// True for a query written like a title: most words have a capital.
bool is_title(const std::vector<QueryWord>& words) {
  std::size_t content = 0;
  std::size_t capitals = 0;
  for (const QueryWord& word : words) {
    content += word.stop ? 0 : 1;
    capitals += !word.stop && word.capital ? 1 : 0;
  }
  return content > 0 && double(capitals) >= kTitleCase * double(content);
}

/// True if some article quotes the query in its text.
bool is_quoted(const std::vector<QueryWord>& words, CandidateEvidence& evidence) {
  if (words.size() < kShortestQuotation) return false;
  std::vector<std::size_t> batch;
  std::size_t size = kFirstBatch;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence.of(i).all) batch.push_back(i);
    if (batch.size() < size && i + 1 < evidence.size()) continue;
    for (const std::size_t one : evidence.verbatim_among(batch)) {
      if (!evidence.of(one).in_title) return true;
    }
    size *= 2;
    batch.clear();
  }
  return false;
}

const Model& model_for(const Compiled& compiled, CandidateEvidence& evidence) {
  if (is_title(compiled.words)) return kTitleModel;
  if (is_quoted(compiled.words, evidence)) return kQuotationModel;
  return compiled.keywords ? kKeywordsModel : kTextModel;
}

double worth(const Model& model, const TextEvidence& evidence) {
  return model.coverage * evidence.coverage + (evidence.all ? model.all : 0) +
         model.title * evidence.title * evidence.title_part +
         model.title_part * evidence.title_part + model.symptoms * evidence.symptoms +
         model.named * evidence.named + model.length * (evidence.length - kLongest) +
         model.run * evidence.run + (evidence.verbatim ? model.verbatim : 0) +
         model.near * evidence.near + model.pairs * evidence.pairs + model.front * evidence.front;
}

double scale_of(const Compiled& compiled, const std::vector<Candidate>& candidates) {
  if (compiled.has_code) return kCodeScale;
  double best = 0;
  for (const Candidate& candidate : candidates) best = std::max(best, candidate.weight);
  return best;
}

/// Makes the `wanted` largest of `weights` exact, and all that might be among them. Each weight is
/// an upper bound at first; `narrow` lowers the bounds of some, and `read` makes them exact.
template <typename Narrow, typename Read>
void settle(std::vector<double>& weights, std::size_t wanted, const Narrow& narrow,
            const Read& read) {
  if (wanted == 0) return;
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::priority_queue<double, std::vector<double>, std::greater<>> best;
  const auto may_be_best = [&](std::size_t i) {
    return best.size() < wanted || best.top() <= weights[i] * kRounded;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  std::size_t size = kFirstBatch;
  for (auto next = order.begin(); next != order.end() && may_be_best(*next); size *= 2) {
    std::vector<std::size_t> batch;
    while (next != order.end() && batch.size() < size && may_be_best(*next)) {
      batch.push_back(*next++);
    }
    if (best.size() == wanted) {
      narrow(batch);
      const auto hopeful = std::stable_partition(batch.begin(), batch.end(), may_be_best);
      batch.erase(hopeful, batch.end());
    }
    read(batch);
    for (const std::size_t i : batch) {
      best.push(weights[i]);
      if (best.size() > wanted) best.pop();
    }
  }
}

/// True if the words of the query and of a title are so nearly the same that the title is worth
/// reading. One that is the query has nothing else but a prefix; one that quotes the query has its
/// words together. To read a title takes as long as to look at ten candidates.
bool may_be_title(const TextEvidence& evidence, bool message) {
  const bool has_query = evidence.title >= kNearlyAll;
  const bool is_whole = has_query || evidence.title_part >= kMostOfTitle;
  return (is_whole && evidence.title_rest <= kMostInPrefix) ||
         (message && has_query && evidence.run >= kNearlyAll);
}

/// Adds what it is worth that the query is the title of an article, or a message in it. Articles of
/// one title get the same weight, and those behind the first of them a little less, the newest
/// first.
void add_titles(const Xapian::Database& database, const Compiled& compiled,
                const CandidateEvidence& evidence, const std::vector<Candidate>& candidates,
                double scale, std::vector<double>& weights) {
  const TitleMatcher matcher(compiled.text);
  if (matcher.empty()) return;
  const bool message = matcher.may_be_message() && !compiled.has_code;
  struct SameTitle {
    double best = 0;
    std::vector<std::pair<std::string, std::size_t>> dated;  // candidates by date
  };
  std::map<std::string, SameTitle> titles;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!may_be_title(evidence.of(i), message)) continue;
    const Xapian::Document document = database.get_document(candidates[i].document);
    const auto record = decode_record_header(document.get_data());
    if (!record) continue;
    const TitleMatch match = matcher.match(record->title);
    // A code is ranked by where articles have it; a title may quote it anywhere.
    if (match == TitleMatch::kNone || (match == TitleMatch::kMessage && compiled.has_code)) {
      continue;
    }
    weights[i] += scale * (match == TitleMatch::kWhole ? kWholeTitle : kMessageInTitle);
    SameTitle& same = titles[lower(record->title)];
    same.best = std::max(same.best, weights[i]);
    const auto date = Xapian::valueno(field(FieldId::kDate).slot);
    same.dated.emplace_back(document.get_value(date), i);
  }
  for (auto& [title, same] : titles) {
    std::stable_sort(same.dated.begin(), same.dated.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t k = 0; k < same.dated.size(); ++k) {
      weights[same.dated[k].second] = same.best - kNewerStep * double(k);
    }
  }
}

/// True for questions, descriptions and keywords without a code. Titles and messages are found by
/// how they stand in an article, codes by where.
bool is_learned(const Model& model, const Compiled& compiled) {
  return asks_in_words(compiled) && &model != &kQuotationModel;
}

/// Returns the best candidates by their weights, which are in the first order, and those behind them
/// that are closest in meaning.
std::vector<std::size_t> worth_learned_order(const std::vector<Candidate>& candidates,
                                             const std::vector<double>& weights) {
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  const std::size_t depth = std::min(order.size(), kLearnedDepth);
  std::stable_sort(order.begin() + std::ptrdiff_t(depth), order.end(),
                   [&](std::size_t a, std::size_t b) {
                     return candidates[a].closeness > candidates[b].closeness;
                   });
  order.resize(std::min(order.size(), depth + kCloseDepth));
  return order;
}

/// Puts the candidates `first`, which are in the first order, into the learned order. The weights
/// stay those of the first order: what changes is which candidate has which.
LearnedTrace put_into_learned_order(const Xapian::Database& database, const Compiled& compiled,
                                    const CandidateEvidence& evidence,
                                    const std::vector<Candidate>& candidates,
                                    const std::vector<std::size_t>& first, double scale,
                                    std::vector<double>& weights) {
  const auto features = features_of(database, compiled, evidence, candidates, weights, first);
  std::vector<double> scores;
  scores.reserve(features.size());
  for (const Features& one : features) scores.push_back(learned_score(one));
  std::vector<std::size_t> order(first.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  std::vector<double> sorted;
  sorted.reserve(first.size());
  for (const std::size_t i : first) {
    sorted.push_back(sorted.empty() ? weights[i] : std::min(weights[i], sorted.back() - kStep));
  }
  for (std::size_t k = 0; k < order.size(); ++k) weights[first[order[k]]] = sorted[k];
  LearnedTrace trace;
  trace.factor = scale * kLearnedFactor;
  for (std::size_t k = 0; k < first.size(); ++k) {
    trace.of[candidates[first[k]].document] = features[k];
  }
  return trace;
}

}  // namespace

bool counts_phrases(const Compiled& compiled) {
  const bool few = compiled.words.size() < kShortestQuotation;
  return !few && !is_title(compiled.words);
}

bool asks_in_words(const Compiled& compiled) {
  const bool enough = compiled.words.size() >= kFewestAsking;
  return enough && !compiled.has_code && !is_title(compiled.words);
}

LearnedTrace rank_candidates(const Xapian::Database& database, const Compiled& compiled,
                             std::size_t wanted, std::vector<Candidate>& candidates) {
  LearnedTrace learned;
  if (compiled.words.empty() || candidates.empty()) return learned;
  CandidateEvidence evidence(database, compiled, candidates);
  const Model& model = model_for(compiled, evidence);
  const double scale = scale_of(compiled, candidates);
  const double factor = compiled.has_code ? 1 : model.weight;
  const auto weight_of = [&](std::size_t i) {
    return factor * candidates[i].weight + scale * worth(model, evidence.of(i));
  };
  std::vector<double> weights;
  for (std::size_t i = 0; i < candidates.size(); ++i) weights.push_back(weight_of(i));
  const bool is_question = is_learned(model, compiled);
  if (is_question) wanted = std::max(wanted, kLearnedDepth);
  if (model.needs_places()) {
    const auto weigh = [&](const std::vector<std::size_t>& some) {
      for (const std::size_t i : some) weights[i] = weight_of(i);
    };
    settle(
        weights, wanted,
        [&](const std::vector<std::size_t>& some) {
          evidence.narrow_places(some);
          weigh(some);
        },
        [&](const std::vector<std::size_t>& some) {
          evidence.read_places(some);
          weigh(some);
        });
  }
  if (is_question) {
    std::vector<std::size_t> first = worth_learned_order(candidates, weights);
    evidence.read_places(first);  // the model of keywords reads none
    for (const std::size_t i : first) weights[i] = weight_of(i);
    std::stable_sort(first.begin(), first.end(),
                     [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
    learned =
        put_into_learned_order(database, compiled, evidence, candidates, first, scale, weights);
  }
  add_titles(database, compiled, evidence, candidates, scale, weights);
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].weight = weights[i];
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  return learned;
}

}  // namespace kb
