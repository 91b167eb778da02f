#include "query/evidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "indexer/schema.h"
#include "indexer/terms.h"
#include "query/phrase.h"

namespace kb {
namespace {

std::vector<std::string> terms_in(FieldId id, const std::vector<std::string>& forms) {
  std::vector<std::string> terms;
  terms.reserve(forms.size());
  for (const std::string& form : forms) terms.push_back(word_term(field(id), form));
  return terms;
}

}  // namespace

CandidateEvidence::CandidateEvidence(IndexTables& tables, TitleSizes& title_sizes, Holders& holders,
                                     const Compiled& compiled,
                                     const std::vector<Candidate>& candidates)
    : tables_(tables),
      title_sizes_(title_sizes),
      holders_(holders),
      candidates_(candidates),
      words_(compiled.words.begin(),
             compiled.words.begin() +
                 std::ptrdiff_t(std::min(compiled.words.size(), kMaxEvidenceWords))),
      order_(candidates.size()),
      evidence_(candidates.size()),
      texts_(candidates.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t(0));
  std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].document < candidates[b].document;
  });
  for (const std::size_t i : order_) documents_.push_back(candidates[i].document);
  stop_words_count_ =
      std::all_of(words_.begin(), words_.end(), [](const QueryWord& word) { return word.stop; });
  for (const QueryWord& word : words_) total_ += stop_words_count_ || !word.stop ? word.idf : 0;
  total_ = std::max(total_, 1e-9);
  for (Text& text : texts_) text.held.resize(words_.size());
  for (const std::size_t i : order_) {
    evidence_[i].length = std::log(double(holders_.length_of(candidates[i].document)));
  }
  read_titles();
  for (const auto& terms : compiled.names) read_name(terms, 1.0 / double(compiled.names.size()));
  for (std::size_t word = 0; word < words_.size(); ++word) read_word(word);
  for (std::size_t i = 0; i < candidates.size(); ++i) limit_places(i);
}

double CandidateEvidence::share(std::size_t word) const {
  return stop_words_count_ || !words_[word].stop ? words_[word].idf / total_ : 0;
}

/// Each word of the query covers one word of the title; typed twice, it still covers one.
void CandidateEvidence::read_titles() {
  std::vector<std::size_t> covered(candidates_.size());
  for (auto word = words_.begin(); word != words_.end(); ++word) {
    if (word->stop && !stop_words_count_) continue;
    const bool again = std::any_of(words_.begin(), word, [&](const QueryWord& earlier) {
      return earlier.forms == word->forms;
    });
    if (again) continue;
    const std::vector<bool> held = holders_of(terms_in(FieldId::kTitle, word->forms));
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (!held[i]) continue;
      evidence_[i].title += share(std::size_t(word - words_.begin()));
      ++covered[i];
    }
  }
  std::vector<std::size_t> some;  // candidates with a title that holds any
  std::vector<Xapian::docid> documents;
  for (const std::size_t i : order_) {
    if (covered[i] == 0) continue;
    some.push_back(i);
    documents.push_back(candidates_[i].document);
  }
  const std::vector<TitleSize> sizes = title_sizes_.of(documents);
  for (std::size_t k = 0; k < some.size(); ++k) {
    const std::size_t i = some[k];
    texts_[i].title_words = sizes[k].words;
    const std::size_t counted = stop_words_count_ ? sizes[k].words : sizes[k].telling;
    if (counted == 0) continue;
    evidence_[i].title_part = double(std::min(covered[i], counted)) / double(counted);
  }
}

/// By candidate.
std::vector<bool> CandidateEvidence::holders_of(const std::vector<std::string>& terms) const {
  const std::vector<bool> held = holders_.of(terms, documents_);
  std::vector<bool> out(held.size());
  for (std::size_t i = 0; i < held.size(); ++i) out[order_[i]] = held[i];
  return out;
}

void CandidateEvidence::read_name(const std::vector<std::string>& terms, double share) {
  const std::vector<bool> held = holders_of(terms);
  for (std::size_t i = 0; i < held.size(); ++i) evidence_[i].named += held[i] ? share : 0;
}

void CandidateEvidence::read_word(std::size_t word) {
  const std::vector<std::string>& forms = words_[word].forms;
  const std::vector<bool> held = holders_of(forms);
  const std::vector<bool> among_symptoms = holders_of(terms_in(FieldId::kSymptoms, forms));
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    texts_[i].held[word] = held[i];
    if (held[i]) evidence_[i].coverage += share(word);
    if (among_symptoms[i]) evidence_[i].symptoms += share(word);
  }
}

/// The most that can be said of how the words stand together, by those that are held.
void CandidateEvidence::limit_places(std::size_t i) {
  const std::vector<bool>& held = texts_[i].held;
  TextEvidence& evidence = evidence_[i];
  evidence.all = std::find(held.begin(), held.end(), false) == held.end();
  evidence.verbatim = evidence.all;
  evidence.near = evidence.front = evidence.coverage;
  const auto [known, is_new] = limits_.try_emplace(held);
  if (is_new) {
    std::vector<PlacedWord> together(words_.size());  // as they stand in the query
    for (std::size_t word = 0; word < words_.size(); ++word) {
      together[word].share = share(word);
      if (held[word]) together[word].positions.push_back(Xapian::termpos(word + 1));
    }
    known->second = proximity_of(together);
  }
  evidence.run = share_of_words(known->second.run);
  evidence.pairs = known->second.pairs;
}

double CandidateEvidence::share_of_words(std::size_t count) const {
  return double(count) / double(std::max<std::size_t>(words_.size(), 1));
}

void CandidateEvidence::sort_by_document(std::vector<std::size_t>& candidates) const {
  std::sort(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) {
    return candidates_[a].document < candidates_[b].document;
  });
}

std::vector<std::size_t> CandidateEvidence::verbatim_among(std::vector<std::size_t> candidates) {
  sort_by_document(candidates);
  std::vector<Xapian::docid> documents;
  documents.reserve(candidates.size());
  for (const std::size_t i : candidates) documents.push_back(candidates_[i].document);
  const auto found = with_words_in_order(tables_, words_, Forms::kAll, documents);
  std::vector<std::size_t> out;
  for (const std::size_t i : candidates) {
    if (std::binary_search(found.begin(), found.end(), candidates_[i].document)) {
      out.push_back(i);
    } else {
      evidence_[i].verbatim = false;
      evidence_[i].run = std::min(evidence_[i].run, share_of_words(words_.size() - 1));
    }
  }
  return out;
}

/// Where the word stands in each of `candidates` that holds it.
void CandidateEvidence::read_positions(std::size_t word, const std::vector<std::size_t>& candidates,
                                       std::vector<std::vector<PlacedWord>>& out) const {
  std::vector<std::size_t> holders;  // of the candidates
  std::vector<Xapian::docid> documents;
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    if (!texts_[candidates[k]].held[word]) continue;
    holders.push_back(k);
    documents.push_back(candidates_[candidates[k]].document);
  }
  for (const std::string& form : words_[word].forms) {
    tables_.for_each_position(form, documents, [&](std::size_t i, Xapian::termpos position) {
      out[holders[i]][word].positions.push_back(position);
    });
  }
  if (words_[word].forms.size() == 1) return;
  for (auto& placed : out) std::sort(placed[word].positions.begin(), placed[word].positions.end());
}

void CandidateEvidence::read_places(std::vector<std::size_t> candidates) {
  const auto gone = std::remove_if(candidates.begin(), candidates.end(),
                                   [&](std::size_t i) { return texts_[i].placed; });
  candidates.erase(gone, candidates.end());
  sort_by_document(candidates);
  std::vector<std::vector<PlacedWord>> placed(candidates.size(),
                                              std::vector<PlacedWord>(words_.size()));
  for (std::size_t word = 0; word < words_.size(); ++word) {
    for (auto& one : placed) one[word].share = share(word);
    read_positions(word, candidates, placed);
  }
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    const Proximity proximity = proximity_of(placed[k]);
    TextEvidence& evidence = evidence_[candidates[k]];
    Text& text = texts_[candidates[k]];
    text.placed = true;
    evidence.run = share_of_words(proximity.run);
    evidence.near = proximity.near;
    evidence.pairs = proximity.pairs;
    evidence.front = proximity.front;
    evidence.verbatim = proximity.run == words_.size();
    evidence.in_title = proximity.run_end <= text.title_words;
  }
}

}  // namespace kb
