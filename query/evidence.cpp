#include "query/evidence.h"

#include <algorithm>
#include <numeric>

#include "indexer/schema.h"
#include "indexer/terms.h"

namespace kb {

CandidateEvidence::CandidateEvidence(const Xapian::Database& database, Headings& headings,
                                     Holders& holders, const Compiled& compiled,
                                     const std::vector<Candidate>& candidates)
    : database_(database),
      headings_(headings),
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
  for (const QueryWord& word : words_) {
    std::vector<WordHash>& forms = forms_.emplace_back();
    for (const std::string& form : word.forms) forms.push_back(hash_of(form));
  }
  for (const std::size_t i : order_) read_title(i);  // side by side on the disk
  for (const auto& terms : compiled.names) read_name(terms, 1.0 / double(compiled.names.size()));
  for (std::size_t word = 0; word < words_.size(); ++word) read_word(word);
  for (std::size_t i = 0; i < candidates.size(); ++i) limit_places(i);
}

double CandidateEvidence::share(std::size_t word) const {
  return stop_words_count_ || !words_[word].stop ? words_[word].idf / total_ : 0;
}

/// Each word of the query covers one word of the title.
void CandidateEvidence::read_title(std::size_t i) {
  const Heading& heading = headings_.of(candidates_[i].document);
  TextEvidence& evidence = evidence_[i];
  evidence.length = heading.length;
  texts_[i].title_words = heading.words.size();
  std::vector<bool> used(heading.words.size());
  for (std::size_t word = 0; word < words_.size(); ++word) {
    const std::vector<WordHash>& forms = forms_[word];
    for (std::size_t k = 0; k < used.size(); ++k) {
      if (used[k] || std::find(forms.begin(), forms.end(), heading.words[k].hash) == forms.end()) {
        continue;
      }
      used[k] = true;
      evidence.title += share(word);
      break;
    }
  }
  std::size_t counted = 0;
  std::size_t covered = 0;
  for (std::size_t k = 0; k < used.size(); ++k) {
    if (!stop_words_count_ && heading.words[k].stop) continue;
    ++counted;
    covered += used[k] ? 1 : 0;
  }
  if (counted > 0) evidence.title_part = double(covered) / double(counted);
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
  std::vector<std::string> in_symptoms;
  for (const std::string& form : words_[word].forms) {
    in_symptoms.push_back(word_term(field(FieldId::kSymptoms), form));
  }
  const std::vector<bool> held = holders_of(words_[word].forms);
  const std::vector<bool> among_symptoms = holders_of(in_symptoms);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    texts_[i].held[word] = held[i];
    if (held[i]) evidence_[i].coverage += share(word);
    if (among_symptoms[i]) evidence_[i].symptoms += share(word);
  }
}

/// The most that can be said of how the words stand together, by those that are held.
void CandidateEvidence::limit_places(std::size_t i) {
  const std::vector<bool>& held = texts_[i].held;
  const auto present = std::size_t(std::count(held.begin(), held.end(), true));
  TextEvidence& evidence = evidence_[i];
  evidence.all = present == words_.size();
  evidence.verbatim = evidence.all;
  evidence.run = double(present) / double(std::max<std::size_t>(words_.size(), 1));
  evidence.near = evidence.front = evidence.coverage;
  evidence.pairs = 1;
}

/// Where the word stands in each of `candidates` that holds it.
void CandidateEvidence::read_positions(std::size_t word, const std::vector<std::size_t>& candidates,
                                       std::vector<std::vector<PlacedWord>>& out) const {
  for (const std::string& form : words_[word].forms) {
    // Through its list of documents, which reads positions by one cursor.
    auto posting = database_.postlist_begin(form);
    const auto last = database_.postlist_end(form);
    for (std::size_t k = 0; k < candidates.size() && posting != last; ++k) {
      const Xapian::docid document = candidates_[candidates[k]].document;
      if (!texts_[candidates[k]].held[word]) continue;
      posting.skip_to(document);
      if (posting == last || *posting != document) continue;
      const auto end = posting.positionlist_end();
      for (auto at = posting.positionlist_begin(); at != end; ++at) {
        out[k][word].positions.push_back(*at);
      }
    }
  }
  if (words_[word].forms.size() == 1) return;
  for (auto& placed : out) std::sort(placed[word].positions.begin(), placed[word].positions.end());
}

void CandidateEvidence::read_places(std::vector<std::size_t> candidates) {
  const auto gone = std::remove_if(candidates.begin(), candidates.end(),
                                   [&](std::size_t i) { return texts_[i].placed; });
  candidates.erase(gone, candidates.end());
  std::sort(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) {
    return candidates_[a].document < candidates_[b].document;
  });
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
    evidence.run = double(proximity.run) / double(std::max<std::size_t>(words_.size(), 1));
    evidence.near = proximity.near;
    evidence.pairs = proximity.pairs;
    evidence.front = proximity.front;
    evidence.verbatim = proximity.run == words_.size();
    evidence.in_title = proximity.run_end <= text.title_words;
  }
}

}  // namespace kb
