// What an index knows of its words: how frequent they are, and which share a stem.
//
// It belongs to one thread, as the Index that owns it.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/terms.h"

namespace kb {

/// All calls throw only the Xapian::Error of a damaged database, or of a cluster whose server does
/// not answer.
class Lexicon {
 public:
  explicit Lexicon(Xapian::Database database) : database_(std::move(database)) {}

  const Xapian::Database& database() const { return database_; }

  /// How many documents contain the term.
  Xapian::doccount frequency(const std::string& term) const { return database_.get_termfreq(term); }

  /// True if a document contains the word in any form.
  bool holds(const std::string& word) const;

  /// The term under which every form of the word is found in a field (terms.h).
  std::string found_term(const Field& in, const std::string& word) const {
    return kb::found_term(in, word, stemmer_);
  }

  /// The stem of a word of letters.
  std::string stem(const std::string& word) const { return stemmer_(word); }

  /// The most frequent words of the text that begin so, at most `most`.
  std::vector<std::string> words_from(const std::string& start, std::size_t most) const;

  /// The words that share the word's stem, without itself, in byte order; at most 24.
  std::vector<std::string> other_forms(const std::string& word) const;

 private:
  Xapian::Database database_;
  Xapian::Stem stemmer_ = english_stemmer();
};

}  // namespace kb
