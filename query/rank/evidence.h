// Evidence is what the text of a candidate says for a query beyond its BM25 weight.
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/compile/compile.h"
#include "query/rank/candidate.h"
#include "query/rank/proximity.h"

namespace kb {

/// A share is the idf of some of the query's words, divided by the idf of all, 0 to 1. Stop words
/// do not count unless the query has no others.
struct TextEvidence {
  double coverage = 0;         ///< share of the words that the article contains in any form
  double title = 0;            ///< share of the words that its title contains
  double title_part = 0;       ///< part of the title's words that the query contains, by number
  std::size_t title_rest = 0;  ///< number of the title's words that the query lacks
  double symptoms = 0;         ///< share of the words that its symptoms contain
  double named = 0;            ///< part of the query's names that it contains, by number
  double length = 0;           ///< ln of the article's length in words
  bool all = false;            ///< it contains every word, stop words too
  // How the words stand together (proximity.h):
  double run = 0;         ///< longest run of words as in the query, as part of their number
  double near = 0;        ///< largest share of words within kNear positions
  double pairs = 0;       ///< share of neighbours that stand in order and as close
  double front = 0;       ///< share of the words at the front of the article
  bool verbatim = false;  ///< it contains the query word for word
  bool in_title = false;  ///< its title contains its longest run
};

/// At most so many words of a query are looked at, its first.
inline constexpr std::size_t kMaxEvidenceWords = 24;

/// The evidence of the candidates for a query. Reading positions costs more than all else, so the
/// figures on how words stand together are upper bounds until they are asked for.
class CandidateEvidence {
 public:
  /// Reads which words the candidates, their titles and symptoms contain. The arguments must
  /// outlive this object. Throws Xapian::Error.
  CandidateEvidence(const Xapian::Database& database, const Compiled& compiled,
                    const std::vector<Candidate>& candidates);

  std::size_t size() const { return evidence_.size(); }
  /// Returns the evidence of candidate number `i`.
  const TextEvidence& of(std::size_t i) const { return evidence_[i]; }

  /// The words of the query that are looked at.
  const std::vector<QueryWord>& words() const { return words_; }
  /// False for a stop word beside others.
  bool counts(std::size_t word) const { return stop_words_count_ || !words_[word].stop; }
  /// The share of a word; 0 if it does not count.
  double share(std::size_t word) const { return counts(word) ? words_[word].idf / total_ : 0; }

  // The following functions read positions, of each word once in each candidate. The positions of a
  // word are stored in the order of the documents, so a batch of candidates costs little more than
  // one. All throw Xapian::Error.

  /// Returns those of `candidates`, all of which contain every word, that contain the query word
  /// for word. Reads the rarest words first, and stops at the first that rules a candidate out.
  std::vector<std::size_t> verbatim_among(std::vector<std::size_t> candidates);
  /// Lowers the upper bounds of some candidates: reads the positions of the rarest words only.
  void narrow_places(std::vector<std::size_t> candidates);
  /// Makes the figures of some candidates exact.
  void read_places(std::vector<std::size_t> candidates);

 private:
  struct Text {
    std::vector<bool> held;  // by word: the article contains it
    std::size_t title_words = 0;
    std::vector<PlacedWord> placed;  // by word; empty until positions are read
  };

  void read_lengths();
  void read_titles();
  void read_name(const std::vector<std::string>& terms, double share);
  void read_word(std::size_t word);
  void limit_places(std::size_t i);
  void sort_by_document(std::vector<std::size_t>& candidates) const;
  std::vector<PlacedWord> places_unread(const std::vector<bool>& held) const;
  void read_positions(std::size_t word, const std::vector<std::size_t>& candidates);
  void measure(std::span<const std::size_t> candidates);
  void note_places(std::size_t i, const Proximity& proximity);
  double share_of_words(std::size_t count) const;

  const Xapian::Database& database_;
  const std::vector<Candidate>& candidates_;
  std::vector<QueryWord> words_;
  double total_ = 0;                    // sum of the idf of all words that count
  bool stop_words_count_ = false;       // the query has no other words
  CandidateOrder order_;                // the candidates, by document
  std::vector<std::size_t> by_rarity_;  // the words, the rarest first
  std::vector<TextEvidence> evidence_;
  std::vector<Text> texts_;
  std::unordered_map<std::vector<bool>, Proximity> limits_;  // upper bounds by Text::held
};

}  // namespace kb
