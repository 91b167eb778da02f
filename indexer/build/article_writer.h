// One article on its way into an index, whoever writes it: a build, an update, or Xapian.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "indexer/build/catalog.h"
#include "indexer/build/posting_sink.h"
#include "indexer/schema/code_dictionary.h"
#include "parser/result.h"

namespace kb {

/// Turns the articles of a catalog into what an index stores of them. Several threads may use one,
/// each for other articles.
class ArticleWriter {
 public:
  /// `spool` holds the members of archives; `withhold`: articles lose their authors' query words.
  ArticleWriter(Catalog& catalog, std::string spool, bool withhold)
      : catalog_(catalog), spool_(std::move(spool)), withhold_(withhold) {}

  /// Reads an article, hands its postings to `sink` and returns its stored record, encoded. Its
  /// item in the catalog then says what became of it, but for the number of its document; the item
  /// loses its hash if the bytes are not those that were identified; so does the item of an
  /// edition. An error if the article can't be read; an edition that can't be is left out.
  Result<std::string> write(const CatalogEntry& entry, PostingSink& sink) const;

 private:
  void read_kept_editions(const CatalogEntry& entry, std::vector<Edition>& editions) const;

  Catalog& catalog_;
  std::string spool_;
  bool withhold_;
};

/// What the articles of a catalog, all of them written, say of error codes.
CodeDictionary code_dictionary_of(const Catalog& catalog);

}  // namespace kb
