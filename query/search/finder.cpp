#include "query/search/finder.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "indexer/schema/schema.h"
#include "query/best.h"
#include "query/search/facets.h"
#include "query/phrase.h"
#include "query/search/rank.h"
#include "query/xapian_query.h"

namespace kb {
namespace {

void set_sort(Sort sort, Xapian::Enquire& enquire) {
  const auto date = Xapian::valueno(field(FieldId::kDate).slot);
  const auto id = Xapian::valueno(field(FieldId::kId).slot);
  switch (sort) {
    case Sort::kRelevance:
      // Ties by number, not by document: those of a cluster's shards are numbered anew.
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

/// The words of a query as typed.
std::vector<std::string> typed(const std::vector<QueryWord>& words) {
  std::vector<std::string> typed;
  typed.reserve(words.size());
  for (const QueryWord& word : words) typed.push_back(word.forms[0]);
  return typed;
}

/// Every word of a query that some article holds, in any form; empty for fewer than two.
QueryTree all_words_of(const std::vector<QueryWord>& words) {
  std::vector<QueryTree> parts;
  for (const QueryWord& word : words) {
    if (!word.known) continue;
    std::vector<QueryTree> forms;
    for (const std::string& form : word.forms) forms.push_back(term_query(form));
    parts.push_back(any_of(std::move(forms)));
  }
  return parts.size() < 2 ? QueryTree() : every_of(std::move(parts));
}

/// How many candidates with all words are wanted: to be ranked, or to be looked through first.
std::size_t depth_with_all_words(const Compiled& compiled) {
  return counts_phrases(compiled) ? kPhraseDepth : kRankDepth;
}

/// Candidates beyond those that are ranked: among so many, equal weights are put in order.
constexpr std::size_t kTieMargin = 50;

std::vector<Candidate> candidates_of(const Xapian::MSet& found) {
  std::vector<Candidate> candidates;
  candidates.reserve(found.size());
  for (auto it = found.begin(); it != found.end(); ++it) {
    candidates.push_back({*it, it.get_weight()});
  }
  return candidates;
}

/// The candidates of a search by relevance then number, equal weights, rounded, in the order of the
/// numbers.
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

/// Runs a query with everything it finds weighed, so the number of articles is exact. It must be
/// for the answer; and where Xapian 1.4 skips those that can't come first any more, it takes words
/// in several forms for less than they weigh and passes over some of the best.
Found run(const Xapian::Database& database, const QueryTree& query, Sort sort, std::size_t limit,
          FacetCounter* facets) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(search_weighting());
  set_sort(sort, enquire);
  enquire.set_query(xapian_query(query));
  if (facets != nullptr) facets->watch(enquire);
  const bool ranked = sort == Sort::kRelevance;
  const Xapian::MSet found = enquire.get_mset(
      0, Xapian::doccount(limit + (ranked ? kTieMargin : 0)), database.get_doccount());
  Found out{found.get_matches_estimated(), ranked ? in_order(found) : candidates_of(found), {}};
  out.candidates.resize(std::min(out.candidates.size(), limit));
  return out;
}

/// Those of `candidates` that stand in `documents`, which ascend, the first `limit`.
std::vector<Candidate> listed(const std::vector<Candidate>& candidates,
                              const std::vector<Xapian::docid>& documents, std::size_t limit) {
  std::vector<Candidate> out;
  for (const Candidate& one : candidates) {
    if (out.size() == limit) break;
    if (std::binary_search(documents.begin(), documents.end(), one.document)) out.push_back(one);
  }
  return out;
}

}  // namespace

Found XapianFinder::best(const Compiled& compiled, std::size_t limit, FacetCounter* facets) {
  query_ = compiled.query;
  words_ = compiled.words;
  Found found = run(database_, query_, Sort::kRelevance, limit, facets);
  const QueryTree every = all_words_of(words_);
  if (every.empty()) return found;
  found.with_all_words = run(database_, filtered(query_, every), Sort::kRelevance,
                             depth_with_all_words(compiled), nullptr)
                             .candidates;
  return found;
}

std::vector<Candidate> XapianFinder::with_phrase(const std::vector<Candidate>& candidates,
                                                 std::size_t limit) {
  // Shards look for it themselves: each position asked of a server would be a message.
  const QueryTree quoted = filtered(query_, phrase_query(typed(words_)));
  std::vector<Xapian::docid> documents;
  for (const Candidate& one :
       run(database_, quoted, Sort::kRelevance, kPhraseDepth, nullptr).candidates) {
    documents.push_back(one.document);
  }
  std::sort(documents.begin(), documents.end());
  return listed(candidates, documents, limit);
}

Found ListFinder::best(const Compiled& compiled, std::size_t limit, FacetCounter* facets) {
  words_ = compiled.words;
  Evaluator::Lists words;
  for (const QueryWord& word : words_) {
    if (word.known) words.push_back(evaluator_.lists().of_terms(word.forms));
  }
  if (words.size() < 2) words.clear();
  auto outcome = evaluator_.run(compiled.query, limit, std::move(words),
                                depth_with_all_words(compiled), facets != nullptr);
  if (facets != nullptr) facets->note(std::move(outcome.documents));
  return {outcome.total, std::move(outcome.best), std::move(outcome.in_all)};
}

std::vector<Candidate> ListFinder::with_phrase(const std::vector<Candidate>& candidates,
                                               std::size_t limit) {
  std::vector<Xapian::docid> documents;
  documents.reserve(candidates.size());
  for (const Candidate& one : candidates) documents.push_back(one.document);
  std::sort(documents.begin(), documents.end());
  return listed(candidates, with_words_in_order(tables_, typed(words_), documents), limit);
}

/// The best articles by weight, and with them the best of those that hold every word of the query,
/// stop words too: a message made of common words is found by all of them. Which are ranked does
/// not depend on how many are wanted, or pages would not fit together.
Found find_ranked(Finder& finder, IndexTables& tables, TitleSizes& title_sizes,
                  const Compiled& compiled, std::size_t limit, FacetCounter* facets) {
  Found found = finder.best(compiled, std::max(limit, kRankDepth), facets);
  std::vector<Candidate> tail = std::move(found.candidates);
  const auto depth = tail.begin() + std::ptrdiff_t(std::min(tail.size(), kRankDepth));
  std::vector<Candidate> ranked(tail.begin(), depth);
  std::set<Xapian::docid> known;
  for (const Candidate& candidate : ranked) known.insert(candidate.document);
  const auto add = [&](const std::vector<Candidate>& more) {
    for (const Candidate& candidate : more) {
      if (known.insert(candidate.document).second) ranked.push_back(candidate);
    }
  };
  std::vector<Candidate>& with_all = found.with_all_words;
  std::vector<Candidate> quoting;
  if (with_all.size() > kRankDepth) {
    const std::vector<Candidate> behind(with_all.begin() + kRankDepth, with_all.end());
    quoting = finder.with_phrase(behind, kRankDepth);
    with_all.resize(kRankDepth);
  }
  add(with_all);
  add(quoting);
  rank_candidates(tables, title_sizes, finder.holders(), compiled, limit, ranked);
  std::copy_if(depth, tail.end(), std::back_inserter(ranked),
               [&](const Candidate& one) { return known.count(one.document) == 0; });
  found.candidates = std::move(ranked);
  return found;
}

Found find_sorted(const Xapian::Database& database, const QueryTree& query, Sort sort,
                  std::size_t limit, FacetCounter* facets) {
  return run(database, query, sort, limit, facets);
}

}  // namespace kb
