// An open index, which every search and lookup reads.
//
// Each thread opens its own Index, for Xapian's objects are not shared between threads. Opening
// costs well under a millisecond. An Index keeps reading what it opened when a new one is
// published.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/record.h"
#include "indexer/store/index_folder.h"
#include "parser/result.h"
#include "query/compile/lexicon.h"
#include "query/search/article_meanings.h"

namespace kb {

class Index {
 public:
  /// Opens a folder, a pocket file or a cluster. The errors are those of open_index().
  static Result<Index> open(const std::string& path);

  const std::string& path() const { return path_; }
  const IndexInfo& info() const { return opened_.info; }
  const Xapian::Database& database() const { return opened_.database; }
  const Lexicon& lexicon() const { return *lexicon_; }
  /// The meanings of the articles, read when they are first asked for. Throws Xapian::Error.
  const ArticleMeanings& meanings() const;
  /// Sentences about missing parts of the index; for people.
  const std::vector<std::string>& remarks() const { return opened_.remarks; }

  /// Returns the stored articles of `id` (canonical): none, one, or several that claim the same
  /// number.
  Result<std::vector<StoredRecord>> articles(const std::string& id) const;

  /// Returns the stored articles of a source path; articles without a number are read by it.
  Result<std::vector<StoredRecord>> articles_of_source(const std::string& source) const;

 private:
  Index(OpenIndex opened, std::string path);

  OpenIndex opened_;
  std::string path_;
  std::unique_ptr<Lexicon> lexicon_;
  mutable std::unique_ptr<ArticleMeanings> meanings_;
};

/// The result type of ask(): a Result<T> stays as it is, a plain T becomes one.
template <typename T>
struct Asked {
  using type = Result<T>;
};
template <typename T>
struct Asked<Result<T>> {
  using type = Result<T>;
};

/// Every access to Xapian goes through here: runs `read(index)` and turns a Xapian::Error that it
/// throws into an Error. If a server of a cluster stops answering, or the index is replaced
/// meanwhile, `read` runs once more on what is there now.
template <typename Read>
auto ask(const Index& index, Read read) -> typename Asked<decltype(read(index))>::type {
  try {
    return read(index);
  } catch (const Xapian::NetworkError&) {
    // Below it runs again with the shards that still answer.
  } catch (const Xapian::DatabaseOpeningError&) {
    // Below it runs again with the index that replaced this one.
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, index.path()));
  }
  const auto again = Index::open(index.path());
  if (!again) return tl::make_unexpected(again.error());
  try {
    return read(*again);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, index.path()));
  }
}

/// Returns the documents that contain `term`, ascending. Throws Xapian::Error.
std::vector<Xapian::docid> documents_with(const Xapian::Database& database,
                                          const std::string& term);

/// Returns the records of the documents that contain `term`; kDamaged if one can't be read. Throws
/// Xapian::Error.
Result<std::vector<StoredRecord>> records_with(const Xapian::Database& database,
                                               const std::string& term);

}  // namespace kb
