// What the index knows about its own words: which share a stem, and which may be offered as
// corrections.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/glass_table.h"
#include "indexer/terms.h"

namespace kb {

/// Collects the words of an index while its posting lists are written.
class Vocabulary {
 public:
  /// A term and how many articles hold it. Terms come in byte order; those that are no words of
  /// letters are passed over.
  void add(const std::string& term, std::uint32_t articles);

  /// From each stem that several words share (Porter's English stemmer) to those words, the most
  /// frequent 24 of them.
  void write_synonyms(glass::TableWriter& table) const;

  /// Words of letters alone, at least 3 long, that 3 or more articles hold. Returns how many
  /// articles hold the most frequent one.
  std::uint32_t write_spelling(glass::TableWriter& table) const;

 private:
  struct Form {
    std::string word;
    std::uint32_t articles;
  };

  Xapian::Stem stemmer_{kStemmer};
  std::map<std::string, std::vector<Form>> by_stem_;
  std::vector<Form> spelling_;
};

}  // namespace kb
