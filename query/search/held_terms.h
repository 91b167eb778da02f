// What an article of the index holds, whatever the index is made of.
//
// A pocket file keeps no lists of the terms of an article (pocket_file.h); what they would say is
// then read from the stored article again.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/schema/schema.h"

namespace kb {

/// Whether the document holds the term, by its list of documents. Throws Xapian::Error.
bool holds_term(const Xapian::Database& database, Xapian::docid document, const std::string& term);

/// The document's values of a field, as its terms have them without the prefix, in byte order:
/// words (with sets of synonyms) of a title, query words, symptoms or cause, else codes, files or
/// cited articles. Of other fields of a pocket file none. Throws Xapian::Error.
std::vector<std::string> held_values(const Xapian::Database& database, Xapian::docid document,
                                     FieldId id);

/// Groups of terms, made once for many documents.
class TermGroups {
 public:
  explicit TermGroups(std::vector<std::vector<std::string>> groups);

  struct Member {
    std::string term;
    std::size_t group;
  };
  const std::vector<Member>& members() const { return members_; }  ///< by term
  std::size_t size() const { return groups_.size(); }
  const std::vector<std::string>& terms(std::size_t group) const { return groups_[group]; }

 private:
  std::vector<std::vector<std::string>> groups_;
  std::vector<Member> members_;
};

/// Of which groups the document holds a term. Throws Xapian::Error.
std::vector<bool> held_groups(const Xapian::Database& database, Xapian::docid document,
                              const TermGroups& groups);

}  // namespace kb
