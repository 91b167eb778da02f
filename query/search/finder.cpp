#include "query/search/finder.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "indexer/schema/meaning.h"
#include "indexer/schema/record.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "query/compile/held_terms.h"
#include "query/compile/weights.h"
#include "query/search/article_meanings.h"
#include "query/search/facets.h"
#include "query/search/index.h"

namespace kb {
namespace {

/// So many more candidates are fetched, so that equal weights at the end are in order.
constexpr std::size_t kTieMargin = 50;

/// So many candidates of keywords are weighed by the expansions of the keywords (expansions.h).
constexpr std::size_t kMeantDepth = 300;

void set_order(Sort sort, Xapian::Enquire& enquire) {
  const auto date = Xapian::valueno(field(FieldId::kDate).slot);
  const auto id = Xapian::valueno(field(FieldId::kId).slot);
  switch (sort) {
    case Sort::kRelevance:
      // Equal weights are ordered by article number: a cluster numbers the documents anew.
      enquire.set_sort_by_relevance_then_value(id, false);
      break;
    case Sort::kNewest:
      enquire.set_sort_by_value_then_relevance(date, true);
      break;
    case Sort::kOldest:
      enquire.set_sort_by_value_then_relevance(date, false);
      break;
    case Sort::kId:
      enquire.set_sort_by_value_then_relevance(id, false);
      break;
  }
}

/// Rounds to a millionth: sums that differ only by the order of their parts become equal.
double rounded_weight(double weight) { return std::round(weight * 1e6) / 1e6; }

/// Returns the candidates of a match, ordered by rounded weight and then by article number.
std::vector<Candidate> in_order(const Xapian::MSet& found) {
  struct Keyed {
    Candidate candidate;
    std::string number;
  };
  std::vector<Keyed> all;
  all.reserve(found.size());
  for (auto it = found.begin(); it != found.end(); ++it) {
    all.push_back({{*it, rounded_weight(it.get_weight())}, it.get_sort_key()});
  }
  std::stable_sort(all.begin(), all.end(), [](const Keyed& a, const Keyed& b) {
    if (a.candidate.weight != b.candidate.weight) return a.candidate.weight > b.candidate.weight;
    return a.number < b.number;
  });
  std::vector<Candidate> candidates;
  candidates.reserve(all.size());
  for (const Keyed& keyed : all) candidates.push_back(keyed.candidate);
  return candidates;
}

std::vector<Candidate> as_found(const Xapian::MSet& found) {
  std::vector<Candidate> candidates;
  candidates.reserve(found.size());
  for (auto it = found.begin(); it != found.end(); ++it) {
    candidates.push_back({*it, it.get_weight()});
  }
  return candidates;
}

/// One search: it queries its Enquire several times.
class Finder {
 public:
  Finder(const Index& index, const Compiled& compiled, const SearchRequest& request)
      : index_(index),
        database_(index.database()),
        compiled_(compiled),
        request_(request),
        enquire_(index.database()) {
    enquire_.set_weighting_scheme(search_weighting());
    set_order(request.sort, enquire_);
  }

  Found run(FacetCounter* facets) {
    const std::size_t wanted = request_.offset + request_.limit;
    const bool ranked = request_.sort == Sort::kRelevance;
    if (facets != nullptr) facets->watch(enquire_);
    Found found = match(ranked ? std::max(wanted, depth()) : wanted);
    enquire_.clear_matchspies();
    if (ranked) add_meant(found.candidates);
    if (ranked) found.learned = rank(found.candidates, wanted);
    cut_page(found.candidates);
    return found;
  }

 private:
  /// Returns how many candidates are weighed again: more for keywords with expansions.
  std::size_t depth() const { return compiled_.meant.empty() ? kRankDepth : kMeantDepth; }

  /// Adds to the first candidates the weights of the expansions they contain, and sorts them; equal
  /// ones stay in the order of their numbers.
  void add_meant(std::vector<Candidate>& candidates) const {
    if (compiled_.meant.empty()) return;
    const std::span first(candidates.data(), std::min(candidates.size(), kMeantDepth));
    const CandidateOrder order(first);
    for (const Meant& meant : compiled_.meant) {
      const std::vector<bool> held = order.holders_of(database_, meant.terms);
      for (std::size_t i = 0; i < first.size(); ++i) first[i].weight += held[i] ? meant.weight : 0;
    }
    std::stable_sort(first.begin(), first.end(),
                     [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
  }

  /// Finds the best `limit` articles and the total.
  Found match(std::size_t limit) {
    const bool every = request_.counting != Counting::kFew;
    const std::size_t look_at = every ? database_.get_doccount() : kExactTotal + 1;
    enquire_.set_query(compiled_.query);
    const Xapian::MSet all = mset(limit, look_at);
    Found found;
    found.total = all.get_matches_lower_bound();
    if (request_.counting == Counting::kFew && found.total > kExactTotal) {
      found.total = kExactTotal + 1;
      found.total_is_exact = false;
    }
    found.candidates = candidates_of(all, limit);
    return found;
  }

  Xapian::MSet mset(std::size_t limit, std::size_t look_at) const {
    const std::size_t margin = request_.sort == Sort::kRelevance ? kTieMargin : 0;
    const std::size_t most = std::min<std::size_t>(limit + margin, database_.get_doccount());
    return enquire_.get_mset(0, Xapian::doccount(most), Xapian::doccount(std::max(look_at, most)));
  }

  std::vector<Candidate> candidates_of(const Xapian::MSet& found, std::size_t limit) const {
    auto candidates = request_.sort == Sort::kRelevance ? in_order(found) : as_found(found);
    candidates.resize(std::min(candidates.size(), limit));
    return candidates;
  }

  /// Finds the best of the articles that `filter` matches.
  std::vector<Candidate> best_of(const XQuery& filter) {
    if (filter.empty()) return {};
    enquire_.set_query(filtered(compiled_.query, filter));
    auto candidates = candidates_of(mset(kRankDepth, 0), kRankDepth);
    add_meant(candidates);
    return candidates;
  }

  /// Ranks the best articles together with the best of those that contain every word of the query,
  /// stop words too: only all of its words together find a message made of common words. Which
  /// articles are ranked does not depend on `wanted`, or pages would not fit together.
  LearnedTrace rank(std::vector<Candidate>& candidates, std::size_t wanted) {
    const std::size_t depth = std::min(candidates.size(), kRankDepth);
    const auto behind = candidates.begin() + std::ptrdiff_t(depth);
    std::vector<Candidate> ranked(candidates.begin(), behind);
    std::set<Xapian::docid> known;
    for (const Candidate& candidate : ranked) known.insert(candidate.document);
    const auto add = [&](const std::vector<Candidate>& more) {
      for (const Candidate& candidate : more) {
        if (known.insert(candidate.document).second) ranked.push_back(candidate);
      }
    };
    if (depth == kRankDepth) {  // otherwise every article found is among them
      add(compiled_.meant.empty() ? best_of(all_words())
                                  : with_every_word({behind, candidates.end()}));
      if (counts_phrases(compiled_)) add(best_of(words_as_typed()));
      add(best_of(words_in_title()));
    }
    if (const std::string question = question_meaning(); !question.empty()) {
      if (depth == kRankDepth) add(best_of(any_of_documents(close_to(question, known))));
      index_.meanings().measure(question, ranked);
    }
    LearnedTrace learned = rank_candidates(database_, compiled_, wanted, ranked);
    std::copy_if(behind, candidates.end(), std::back_inserter(ranked),
                 [&](const Candidate& one) { return known.count(one.document) == 0; });
    candidates = std::move(ranked);
    return learned;
  }

  /// The meaning of the query; empty if it can't count.
  std::string question_meaning() const {
    if (!asks_in_words(compiled_)) return {};
    MeaningReader reader;
    for (const QueryWord& word : compiled_.words) reader.add(word.forms.front());
    return reader.value(MeaningOf::kQuestion);
  }

  /// The documents closest to a question in meaning, without those that are candidates already.
  std::vector<Xapian::docid> close_to(const std::string& question,
                                      const std::set<Xapian::docid>& known) const {
    auto documents = index_.meanings().closest(question, kCloseDepth);
    std::erase_if(documents, [&](Xapian::docid one) { return known.count(one) > 0; });
    return documents;
  }

  /// Matches these documents by the term of their source, which each has alone: Xapian has no query
  /// of documents. The stored record names it, for a pocket file has no lists of terms.
  XQuery any_of_documents(const std::vector<Xapian::docid>& documents) const {
    std::vector<std::string> terms;
    for (const Xapian::docid document : documents) {
      const auto record = decode_record_header(database_.get_document(document).get_data());
      if (record) terms.push_back(exact_term(field(FieldId::kSource), record->source));
    }
    return terms.empty() ? XQuery() : any_term(terms);
  }

  /// Matches every word of the query that some article contains, in any form; empty for fewer than
  /// two such words.
  XQuery all_words() const {
    std::vector<XQuery> parts;
    for (const QueryWord& word : compiled_.words) {
      if (word.known) parts.push_back(any_term(word.terms));
    }
    return parts.size() < 2 ? XQuery() : every_of(parts);
  }

  /// The first of some candidates of keywords that contain every known word: so many were found
  /// that no match needs to look for more.
  std::vector<Candidate> with_every_word(std::span<const Candidate> candidates) const {
    const CandidateOrder order(candidates);
    std::vector<bool> complete(candidates.size(), true);
    for (const QueryWord& word : compiled_.words) {
      if (!word.known) continue;
      const std::vector<bool> held = order.holders_of(database_, word.terms);
      for (std::size_t i = 0; i < held.size(); ++i) complete[i] = complete[i] && held[i];
    }
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < candidates.size() && found.size() < kRankDepth; ++i) {
      if (complete[i]) found.push_back(candidates[i]);
    }
    return found;
  }

  /// Matches the titles that contain every word of a query that may be a title; empty for fewer
  /// than two words.
  XQuery words_in_title() const {
    if (compiled_.text.empty()) return {};
    std::vector<XQuery> parts;
    for (const QueryWord& word : compiled_.words) {
      if (word.stop || word.code) continue;
      parts.push_back(any_term(terms_in(FieldId::kTitle, word.terms)));
    }
    return parts.size() < 2 ? XQuery() : every_of(parts);
  }

  XQuery words_as_typed() const {
    std::vector<std::string> typed;
    for (const QueryWord& word : compiled_.words) typed.push_back(word.forms[0]);
    typed.resize(std::min(typed.size(), kMostPhraseWords));
    return phrase_of(typed);
  }

  void cut_page(std::vector<Candidate>& candidates) const {
    candidates.resize(std::min(candidates.size(), request_.offset + request_.limit));
    const std::size_t before = std::min(request_.offset, candidates.size());
    candidates.erase(candidates.begin(), candidates.begin() + std::ptrdiff_t(before));
  }

  static constexpr std::size_t kMostPhraseWords = 24;

  const Index& index_;
  const Xapian::Database& database_;
  const Compiled& compiled_;
  const SearchRequest& request_;
  Xapian::Enquire enquire_;
};

}  // namespace

Found find(const Index& index, const Compiled& compiled, const SearchRequest& request,
           FacetCounter* facets) {
  if (compiled.query.empty()) return {};
  return Finder(index, compiled, request).run(facets);
}

}  // namespace kb
