// The lexicon answers how frequent the words of an index are, and which share a stem.
//
// It belongs to one thread, like the Index that owns it.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/terms.h"
#include "query/compile/near_words.h"

namespace kb {

/// All functions throw only the Xapian::Error of a damaged database, or of a cluster whose server
/// does not answer.
class Lexicon {
 public:
  explicit Lexicon(Xapian::Database database) : database_(std::move(database)) {}

  const Xapian::Database& database() const { return database_; }

  /// Returns the number of documents that contain the term.
  Xapian::doccount frequency(const std::string& term) const { return database_.get_termfreq(term); }

  /// True if a document contains the word in any form.
  bool holds(const std::string& word) const;

  /// Returns the term under which every form of the word is found in a field (terms.h).
  std::string found_term(const Field& in, const std::string& word) const {
    return kb::found_term(in, word, stemmer_);
  }

  /// Returns the stem of a word of letters.
  std::string stem(const std::string& word) const { return stemmer_(word); }

  /// Returns the most frequent words of the text that begin with `start`, at most `most`.
  std::vector<std::string> words_from(const std::string& start, std::size_t most) const;

  /// Returns the other words that share the word's stem, in byte order; at most 24.
  std::vector<std::string> other_forms(const std::string& word) const;

  /// True if a file of that name, whatever its extension, a registry key or a product is known.
  bool is_name(const std::string& word) const;

  /// Returns the words that a misspelt one may have been meant for; they are read when they are
  /// first asked for.
  const NearWords& near_words() const {
    if (!near_words_) near_words_.emplace(database_);
    return *near_words_;
  }

  /// Estimates in how many documents `second` stands one to three words behind `first`. Exact for
  /// rare words; of frequent ones it looks at samples from all of the index, under 1 ms.
  double beside(const std::string& first, const std::string& second) const;

 private:
  Xapian::Database database_;
  mutable std::optional<NearWords> near_words_;
  Xapian::Stem stemmer_ = english_stemmer();
};

}  // namespace kb
