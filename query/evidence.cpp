#include "query/evidence.h"

#include <algorithm>
#include <numeric>

#include "indexer/schema.h"
#include "indexer/terms.h"
#include "query/proximity.h"
#include "query/stop_words.h"

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
  for (std::size_t i = 0; i < candidates.size(); ++i) read_title(i);
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
    const std::vector<std::string>& forms = words_[word].forms;
    for (std::size_t k = 0; k < used.size(); ++k) {
      if (used[k] || std::find(forms.begin(), forms.end(), heading.words[k]) == forms.end()) {
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
    if (!stop_words_count_ && is_stop_word(heading.words[k])) continue;
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

const TextEvidence& CandidateEvidence::read_places(std::size_t i) {
  TextEvidence& evidence = evidence_[i];
  Text& text = texts_[i];
  if (text.placed) return evidence;
  text.placed = true;
  std::vector<PlacedWord> placed(words_.size());
  for (std::size_t word = 0; word < words_.size(); ++word) {
    placed[word].share = share(word);
    if (!text.held[word]) continue;
    std::vector<Xapian::termpos>& positions = placed[word].positions;
    for (const std::string& form : words_[word].forms) {
      const Xapian::docid document = candidates_[i].document;
      const auto end = database_.positionlist_end(document, form);
      for (auto at = database_.positionlist_begin(document, form); at != end; ++at) {
        positions.push_back(*at);
      }
    }
    if (words_[word].forms.size() > 1) std::sort(positions.begin(), positions.end());
  }
  const Proximity proximity = proximity_of(placed);
  evidence.run = double(proximity.run) / double(std::max<std::size_t>(words_.size(), 1));
  evidence.near = proximity.near;
  evidence.pairs = proximity.pairs;
  evidence.front = proximity.front;
  evidence.verbatim = proximity.run == words_.size();
  evidence.in_title = proximity.run_end <= text.title_words;
  return evidence;
}

}  // namespace kb
