// What the text of a candidate says for a query, beyond how often it holds which word.
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/compile/compile.h"
#include "query/search/candidate.h"
#include "query/search/proximity.h"

namespace kb {

/// Shares are of the query's words by their rarity, stop words not counted unless there are no
/// others, 0 to 1.
struct TextEvidence {
  double coverage = 0;    ///< words the article holds in any form
  double title = 0;       ///< words its title holds
  double title_part = 0;  ///< share of the title's words that the query holds, without stop words
  double symptoms = 0;    ///< words its symptoms hold
  double named = 0;       ///< of the names in the query, those it holds
  double length = 0;      ///< ln of the article's length in words
  bool all = false;       ///< it holds every word, stop words too
  // Of how the words stand together (proximity.h):
  double run = 0;         ///< longest run of words as in the query, as a share of their number
  double near = 0;        ///< words that stand within two sentences or so
  double pairs = 0;       ///< neighbours that stand in order and as close
  double front = 0;       ///< words at the front of the article
  bool verbatim = false;  ///< it holds the query word for word
  bool in_title = false;  ///< its longest run stands in its title
};

/// Looks at no more words of a query than this.
inline constexpr std::size_t kMaxEvidenceWords = 24;

/// The evidence of the candidates for a query. How words stand together costs more than all else,
/// for positions must be read: at first it is the most that it can be, until it is asked for.
class CandidateEvidence {
 public:
  /// Reads what the candidates and their titles hold. The arguments must outlive it. Throws
  /// Xapian::Error.
  CandidateEvidence(const Xapian::Database& database, const Compiled& compiled,
                    const std::vector<Candidate>& candidates);

  std::size_t size() const { return evidence_.size(); }
  /// Of the candidate number `i`, in their order.
  const TextEvidence& of(std::size_t i) const { return evidence_[i]; }
  // Where a word stands is read once in each candidate. Those of a word lie side by side in the
  // order of the documents, so several at a time cost little more than one. All throw
  // Xapian::Error.

  /// Of some candidates that hold every word, those that hold the query word for word. Reads the
  /// rarest words first, and no more of a candidate than shows that it does not.
  std::vector<std::size_t> verbatim_among(std::vector<std::size_t> candidates);
  /// Reads so much of how the words stand together in some candidates, by the rarest words, that
  /// most turn out worse than they might have been.
  void narrow_places(std::vector<std::size_t> candidates);
  /// Reads how the words stand together in some candidates.
  void read_places(std::vector<std::size_t> candidates);

 private:
  struct Text {
    std::vector<bool> held;  // by word
    std::size_t title_words = 0;
    std::vector<PlacedWord> placed;  // empty until one is read
  };

  std::vector<bool> candidates_with(const std::vector<std::string>& terms) const;
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
  double share(std::size_t word) const;
  double share_of_words(std::size_t count) const;

  const Xapian::Database& database_;
  const std::vector<Candidate>& candidates_;
  std::vector<QueryWord> words_;
  double total_ = 0;                      // of the idf of all words that count
  bool stop_words_count_ = false;         // there are no others
  std::vector<Xapian::docid> documents_;  // of the candidates, ascending
  std::vector<std::size_t> order_;        // candidates by document
  std::vector<std::size_t> by_rarity_;    // words, the rarest first
  std::vector<TextEvidence> evidence_;
  std::vector<Text> texts_;
  std::unordered_map<std::vector<bool>, Proximity> limits_;  // by the words that are held
};

}  // namespace kb
