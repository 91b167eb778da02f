#include "query/rank/evidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "parser/text/contains.h"
#include "query/compile/held_terms.h"

namespace kb {
namespace {

constexpr double kTellingShare = 0.5;  // of the query, at which narrow_places() stops

}  // namespace

CandidateEvidence::CandidateEvidence(const Xapian::Database& database, const Compiled& compiled,
                                     const std::vector<Candidate>& candidates)
    : database_(database),
      candidates_(candidates),
      words_(compiled.words.begin(),
             compiled.words.begin() +
                 std::ptrdiff_t(std::min(compiled.words.size(), kMaxEvidenceWords))),
      order_(candidates),
      evidence_(candidates.size()),
      texts_(candidates.size()) {
  by_rarity_.resize(words_.size());
  std::iota(by_rarity_.begin(), by_rarity_.end(), std::size_t(0));
  std::stable_sort(by_rarity_.begin(), by_rarity_.end(),
                   [&](std::size_t a, std::size_t b) { return words_[a].idf > words_[b].idf; });
  stop_words_count_ =
      std::all_of(words_.begin(), words_.end(), [](const QueryWord& word) { return word.stop; });
  for (std::size_t word = 0; word < words_.size(); ++word) {
    total_ += counts(word) ? words_[word].idf : 0;
  }
  total_ = std::max(total_, 1e-9);
  for (Text& text : texts_) text.held.resize(words_.size());
  read_lengths();
  read_titles();
  for (const auto& terms : compiled.names) read_name(terms, 1.0 / double(compiled.names.size()));
  for (std::size_t word = 0; word < words_.size(); ++word) read_word(word);
  for (std::size_t i = 0; i < candidates.size(); ++i) limit_places(i);
}

void CandidateEvidence::read_lengths() {
  for (const std::size_t i : order_.order()) {
    const Xapian::termcount words = database_.get_doclength(candidates_[i].document);
    evidence_[i].length = std::log(double(std::max<Xapian::termcount>(words, 1)));
  }
}

/// Each word of the query covers one word of the title, even if it was typed twice.
void CandidateEvidence::read_titles() {
  std::vector<std::size_t> covered(candidates_.size());
  for (auto word = words_.begin(); word != words_.end(); ++word) {
    if (!counts(std::size_t(word - words_.begin()))) continue;
    const bool again = std::any_of(words_.begin(), word, [&](const QueryWord& earlier) {
      return earlier.terms == word->terms;
    });
    if (again) continue;
    const std::vector<bool> held =
        order_.holders_of(database_, terms_in(FieldId::kTitle, word->terms));
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (!held[i]) continue;
      evidence_[i].title += share(std::size_t(word - words_.begin()));
      ++covered[i];
    }
  }
  std::vector<std::size_t> some;  // candidates whose title contains a word of the query
  std::vector<Xapian::docid> documents;
  for (const std::size_t i : order_.order()) {
    if (covered[i] == 0) continue;
    some.push_back(i);
    documents.push_back(candidates_[i].document);
  }
  const std::vector<TitleSize> sizes = title_sizes_of(database_, documents);
  for (std::size_t k = 0; k < some.size(); ++k) {
    const std::size_t i = some[k];
    texts_[i].title_words = sizes[k].words;
    const std::size_t counted = stop_words_count_ ? sizes[k].words : sizes[k].telling;
    if (counted == 0) continue;
    const std::size_t shared = std::min(covered[i], counted);
    evidence_[i].title_part = double(shared) / double(counted);
    evidence_[i].title_rest = counted - shared;
  }
}

void CandidateEvidence::read_name(const std::vector<std::string>& terms, double share) {
  const std::vector<bool> held = order_.holders_of(database_, terms);
  for (std::size_t i = 0; i < held.size(); ++i) evidence_[i].named += held[i] ? share : 0;
}

void CandidateEvidence::read_word(std::size_t word) {
  const std::vector<std::string>& terms = words_[word].terms;
  const std::vector<bool> held = order_.holders_of(database_, terms);
  const std::vector<bool> among_symptoms =
      order_.holders_of(database_, terms_in(FieldId::kSymptoms, terms));
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    texts_[i].held[word] = held[i];
    if (held[i]) evidence_[i].coverage += share(word);
    if (among_symptoms[i]) evidence_[i].symptoms += share(word);
  }
}

/// Returns the words of a text that contains those of `held`, with no positions read.
std::vector<PlacedWord> CandidateEvidence::places_unread(const std::vector<bool>& held) const {
  std::vector<PlacedWord> words(words_.size());
  for (std::size_t word = 0; word < words_.size(); ++word) {
    words[word].share = share(word);
    words[word].anywhere = held[word];
  }
  return words;
}

/// Sets the upper bounds of a candidate, which depend only on the words that it contains.
void CandidateEvidence::limit_places(std::size_t i) {
  const std::vector<bool>& held = texts_[i].held;
  evidence_[i].all = !contains(held, false);
  const auto [known, is_new] = limits_.try_emplace(held);
  if (is_new) known->second = proximity_of(places_unread(held));
  note_places(i, known->second);
}

void CandidateEvidence::note_places(std::size_t i, const Proximity& proximity) {
  TextEvidence& evidence = evidence_[i];
  evidence.run = share_of_words(proximity.run);
  evidence.near = proximity.near;
  evidence.pairs = proximity.pairs;
  evidence.front = proximity.front;
  evidence.verbatim = proximity.run == words_.size();
  evidence.in_title = proximity.run_end <= texts_[i].title_words;
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
  for (const std::size_t word : by_rarity_) {
    read_positions(word, candidates);
    const auto gone = std::stable_partition(
        candidates.begin(), candidates.end(),
        [&](std::size_t i) { return longest_run(texts_[i].placed) == words_.size(); });
    measure({gone, candidates.end()});
    candidates.erase(gone, candidates.end());
  }
  measure(candidates);
  return candidates;
}

void CandidateEvidence::narrow_places(std::vector<std::size_t> candidates) {
  sort_by_document(candidates);
  double read = 0;
  for (const std::size_t word : by_rarity_) {
    if (read >= kTellingShare) break;
    read_positions(word, candidates);
    read += share(word);
  }
  measure(candidates);
}

void CandidateEvidence::read_places(std::vector<std::size_t> candidates) {
  sort_by_document(candidates);
  for (const std::size_t word : by_rarity_) read_positions(word, candidates);
  measure(candidates);
}

/// Measures the candidates by the positions read so far.
void CandidateEvidence::measure(std::span<const std::size_t> candidates) {
  for (const std::size_t i : candidates) note_places(i, proximity_of(texts_[i].placed));
}

/// Reads the positions of the word in those of `candidates` that contain it, unless they are read
/// already. `candidates` must be in the order of the documents.
void CandidateEvidence::read_positions(std::size_t word,
                                       const std::vector<std::size_t>& candidates) {
  std::vector<std::size_t> holders;
  std::vector<Xapian::docid> documents;
  for (const std::size_t i : candidates) {
    Text& text = texts_[i];
    if (text.placed.empty()) text.placed = places_unread(text.held);
    if (!text.placed[word].anywhere) continue;
    text.placed[word].anywhere = false;
    holders.push_back(i);
    documents.push_back(candidates_[i].document);
  }
  for (const std::string& form : words_[word].forms) {
    auto posting = database_.postlist_begin(form);
    const auto last = database_.postlist_end(form);
    for (std::size_t k = 0; k < documents.size() && posting != last; ++k) {
      posting.skip_to(documents[k]);
      if (posting == last || *posting != documents[k]) continue;
      std::vector<Xapian::termpos>& positions = texts_[holders[k]].placed[word].positions;
      positions.insert(positions.end(), posting.positionlist_begin(), posting.positionlist_end());
    }
  }
  if (words_[word].forms.size() == 1) return;
  for (const std::size_t i : holders) {
    std::vector<Xapian::termpos>& positions = texts_[i].placed[word].positions;
    std::sort(positions.begin(), positions.end());
  }
}

}  // namespace kb
