#include "query/rank/features.h"

#include <algorithm>
#include <string>

#include "indexer/schema/meant_words.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/text/contains.h"
#include "parser/text/numbers.h"
#include "query/compile/held_terms.h"
#include "query/rank/candidate.h"
#include "query/rank/word_closeness.h"

namespace kb {
namespace {

constexpr std::array<std::string_view, kFeatures> kNames = {"weight of the words",
                                                            "first order",
                                                            "words contained",
                                                            "every word",
                                                            "words in the title",
                                                            "title in the words",
                                                            "words in symptoms",
                                                            "words in the cause",
                                                            "words in the fix",
                                                            "author's query words",
                                                            "product named",
                                                            "other product named",
                                                            "names contained",
                                                            "words as typed",
                                                            "words near",
                                                            "words in pairs",
                                                            "words at the front",
                                                            "length of the article",
                                                            "length of the title",
                                                            "year",
                                                            "article tells how to",
                                                            "article is about a fault",
                                                            "question asks how",
                                                            "number of words",
                                                            "rarity of the words",
                                                            "close in meaning",
                                                            "closest in meaning",
                                                            "question meant in title",
                                                            "title meant in question",
                                                            "question meant in start",
                                                            "start meant in question",
                                                            "question meant most in title",
                                                            "title meant most in question",
                                                            "question meant most in start",
                                                            "start meant most in question"};

bool asks_how(const Compiled& compiled) {
  if (compiled.words.empty()) return false;
  static constexpr std::array<std::string_view, 6> kAsking = {"how", "can", "where",
                                                              "way", "is",  "howto"};
  const std::string& first = compiled.words.front().forms.front();
  return contains(kAsking, first);
}

float year_of(const std::string& date) {
  return date.size() < 4 ? 0 : float(leading_number<int>(date.substr(0, 4)));
}

class Reader {
 public:
  /// `evidence` is asked for the words of the query.
  Reader(const Xapian::Database& database, const CandidateEvidence& evidence,
         const std::vector<Candidate>& candidates)
      : database_(database), evidence_(evidence), order_(candidates), rows_(candidates.size()) {}

  void set(std::size_t i, Feature feature, double value) { at(i, feature) = float(value); }

  void set_all(Feature feature, double value) {
    for (Features& row : rows_) row[std::size_t(feature)] = float(value);
  }

  /// Adds the share of each word to the candidates that contain it in a field.
  void add_shares(Feature feature, FieldId in) {
    for (std::size_t word = 0; word < evidence_.words().size(); ++word) {
      if (!evidence_.counts(word)) continue;
      const auto held = order_.holders_of(database_, terms_in(in, evidence_.words()[word].terms));
      const auto share = float(evidence_.share(word));
      for (std::size_t i = 0; i < held.size(); ++i) at(i, feature) += held[i] ? share : 0;
    }
  }

  /// The words of the query that some product's name contains, and whether it is the article's.
  void add_products() {
    for (std::size_t word = 0; word < evidence_.words().size(); ++word) {
      if (!evidence_.counts(word)) continue;
      const auto terms = terms_in(FieldId::kProduct, evidence_.words()[word].terms);
      const bool names = std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
        return database_.term_exists(term);
      });
      if (!names) continue;
      const auto held = order_.holders_of(database_, terms);
      for (std::size_t i = 0; i < held.size(); ++i) {
        at(i, held[i] ? Feature::kProduct : Feature::kOtherProduct) += float(evidence_.share(word));
      }
    }
  }

  /// What is known of the query alone.
  void set_query(const Compiled& compiled) {
    double words = 0;
    double rarity = 0;
    for (std::size_t word = 0; word < evidence_.words().size(); ++word) {
      if (!evidence_.counts(word)) continue;
      ++words;
      rarity += evidence_.words()[word].idf;
    }
    set_all(Feature::kAsksHow, asks_how(compiled) ? 1 : 0);
    set_all(Feature::kWords, words);
    set_all(Feature::kRarity, words == 0 ? 0 : rarity / words);
  }

  void add_titles() {
    const auto sizes = title_sizes_of(database_, order_.documents());
    for (std::size_t k = 0; k < sizes.size(); ++k) {
      set(order_.order()[k], Feature::kTitleLength, sizes[k].telling);
    }
    std::vector<std::string> how_to = terms_in(FieldId::kTitle, {"Zhow", "howto"});
    for (const std::string_view prefix : {"HOWTO", "HOW TO"}) {
      how_to.push_back(exact_term(field(FieldId::kPrefix), prefix));
    }
    mark(Feature::kHowTo, how_to);
    std::vector<std::string> faults;
    for (const std::string_view prefix : {"PRB", "BUG", "FIX"}) {
      faults.push_back(exact_term(field(FieldId::kPrefix), prefix));
    }
    faults.push_back(exact_term(field(FieldId::kType), "kbbug"));
    mark(Feature::kFault, faults);
  }

  /// How close each candidate is word by word. A title or a start without known words is 0.
  void add_close_words() {
    std::vector<std::string> words;
    for (const QueryWord& word : evidence_.words()) words.push_back(word.forms.front());
    WordCloseness closeness(words);
    const auto slots = slot_values_of(database_, FieldId::kMeantWords, order_.documents());
    for (std::size_t k = 0; k < slots.size(); ++k) {
      const std::size_t i = order_.order()[k];
      const MeantWords meant = read_meant_words(slots[k]);
      const auto title = closeness.to(meant.title);
      const auto start = closeness.to(meant.start);
      set(i, Feature::kTitleMeansQuestion, title.of_question);
      set(i, Feature::kQuestionMeansTitle, title.of_text);
      set(i, Feature::kStartMeansQuestion, start.of_question);
      set(i, Feature::kQuestionMeansStart, start.of_text);
    }
    set_relative(Feature::kTitleMeansQuestion, Feature::kTitleMeansMost);
    set_relative(Feature::kQuestionMeansTitle, Feature::kQuestionMeansMostTitle);
    set_relative(Feature::kStartMeansQuestion, Feature::kStartMeansMost);
    set_relative(Feature::kQuestionMeansStart, Feature::kQuestionMeansMostStart);
  }

  void add_years() {
    const auto dates = slot_values_of(database_, FieldId::kDate, order_.documents());
    for (std::size_t k = 0; k < dates.size(); ++k) {
      set(order_.order()[k], Feature::kYear, year_of(dates[k]));
    }
  }

  std::vector<Features> take() { return std::move(rows_); }

 private:
  float& at(std::size_t i, Feature feature) { return rows_[i][std::size_t(feature)]; }

  /// Sets `relative` to `feature` divided by the largest of all candidates.
  void set_relative(Feature feature, Feature relative) {
    float largest = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) largest = std::max(largest, at(i, feature));
    if (largest <= 0) return;
    for (std::size_t i = 0; i < rows_.size(); ++i) at(i, relative) = at(i, feature) / largest;
  }

  void mark(Feature feature, const std::vector<std::string>& terms) {
    const auto held = order_.holders_of(database_, terms);
    for (std::size_t i = 0; i < held.size(); ++i) set(i, feature, held[i] ? 1 : 0);
  }

  const Xapian::Database& database_;
  const CandidateEvidence& evidence_;
  CandidateOrder order_;
  std::vector<Features> rows_;
};

}  // namespace

std::string_view name_of(Feature feature) { return kNames[std::size_t(feature)]; }

std::vector<Features> features_of(const Xapian::Database& database, const Compiled& compiled,
                                  const CandidateEvidence& evidence,
                                  const std::vector<Candidate>& candidates,
                                  const std::vector<double>& first_order,
                                  const std::vector<std::size_t>& some) {
  std::vector<Candidate> chosen;
  double best_weight = 1e-9;
  double best_order = 1e-9;
  double closest = 1e-9;
  for (const Candidate& candidate : candidates)
    best_weight = std::max(best_weight, candidate.weight);
  for (const double weight : first_order) best_order = std::max(best_order, weight);
  for (const std::size_t i : some) {
    chosen.push_back(candidates[i]);
    closest = std::max(closest, candidates[i].closeness);
  }
  Reader reader(database, evidence, chosen);
  for (std::size_t k = 0; k < some.size(); ++k) {
    const TextEvidence& text = evidence.of(some[k]);
    reader.set(k, Feature::kWeight, chosen[k].weight / best_weight);
    reader.set(k, Feature::kFirstOrder, first_order[some[k]] / best_order);
    reader.set(k, Feature::kCoverage, text.coverage);
    reader.set(k, Feature::kAll, text.all ? 1 : 0);
    reader.set(k, Feature::kTitle, text.title);
    reader.set(k, Feature::kTitlePart, text.title_part);
    reader.set(k, Feature::kSymptoms, text.symptoms);
    reader.set(k, Feature::kNamed, text.named);
    reader.set(k, Feature::kRun, text.run);
    reader.set(k, Feature::kNearWords, text.near);
    reader.set(k, Feature::kPairs, text.pairs);
    reader.set(k, Feature::kFrontWords, text.front);
    reader.set(k, Feature::kLength, text.length);
    reader.set(k, Feature::kCloseness, chosen[k].closeness);
    reader.set(k, Feature::kClosest, chosen[k].closeness / closest);
  }
  reader.add_shares(Feature::kCause, FieldId::kCause);
  reader.add_shares(Feature::kFix, FieldId::kFix);
  reader.add_shares(Feature::kQueryWords, FieldId::kQueryWords);
  reader.add_products();
  reader.add_titles();
  reader.add_years();
  reader.add_close_words();
  reader.set_query(compiled);
  return reader.take();
}

}  // namespace kb
