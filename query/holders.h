// What some documents hold: which terms, and how many words.
#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "query/search/held_terms.h"

namespace kb {

/// Asked for the candidates of a search, and for those on its page. All calls throw only the
/// Xapian::Error of a damaged database, or of a cluster whose server does not answer.
class Holders {
 public:
  virtual ~Holders() = default;
  /// Of each document, whether it holds any of the terms. `documents` ascend.
  virtual std::vector<bool> of(const std::vector<std::string>& terms,
                               const std::vector<Xapian::docid>& documents) = 0;
  /// Of each document, of which groups it holds a term. `documents` ascend.
  virtual std::vector<std::vector<bool>> groups_of(const TermGroups& groups,
                                                   const std::vector<Xapian::docid>& documents);
  /// Words of a document.
  virtual Xapian::termcount length_of(Xapian::docid document) = 0;
};

/// Reads the lists of the database anew; lengths once, each is a question to a server.
class DatabaseHolders : public Holders {
 public:
  explicit DatabaseHolders(Xapian::Database database) : database_(std::move(database)) {}
  std::vector<bool> of(const std::vector<std::string>& terms,
                       const std::vector<Xapian::docid>& documents) override;
  std::vector<std::vector<bool>> groups_of(const TermGroups& groups,
                                           const std::vector<Xapian::docid>& documents) override;
  Xapian::termcount length_of(Xapian::docid document) override;

 private:
  Xapian::Database database_;
  std::unordered_map<Xapian::docid, Xapian::termcount> lengths_;
};

}  // namespace kb
