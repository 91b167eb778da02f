// What the index knows about its own words: which share a stem, and which may be offered as
// corrections.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/schema/terms.h"

namespace kb {

/// Collects the words of an index.
class WordForms {
 public:
  /// A term and how many articles hold it. Terms come in byte order; those that are no words of
  /// letters are passed over.
  void add(const std::string& term, std::uint32_t articles);

  /// From the key of each stem that several words share (Porter's English stemmer) to those words,
  /// the most frequent 24 of them.
  std::map<std::string, std::set<std::string>> synonyms() const;
  /// Words of letters alone, at least 3 long, that 3 or more articles hold, and how many do.
  const std::map<std::string, std::uint32_t>& spelling() const { return spelling_; }

 private:
  struct Form {
    std::string word;
    std::uint32_t articles;
  };

  static std::set<std::string> most_frequent(std::vector<Form> forms);

  Xapian::Stem stemmer_ = english_stemmer();
  std::map<std::string, std::vector<Form>> by_stem_;
  std::map<std::string, std::uint32_t> spelling_;
};

/// Makes synonyms and spelling words of `database` those of its documents, which must be committed;
/// touches only what differs. Throws Xapian::Error.
void update_word_forms(Xapian::WritableDatabase& database);

}  // namespace kb
