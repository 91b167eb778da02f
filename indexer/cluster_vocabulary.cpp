#include "indexer/cluster_vocabulary.h"

#include <sys/stat.h>

#include <array>
#include <cerrno>

#include "indexer/dictionary.h"
#include "indexer/glass_version.h"
#include "indexer/index_folder.h"
#include "indexer/posting_table.h"
#include "indexer/vocabulary.h"

namespace kb {
namespace {

using glass::Table;

std::string file_of(const std::string& folder, Table table) {
  return folder + "/" + glass::file_name(table);
}

/// The words of all databases and how many articles of all hold each.
void add_words(const Xapian::Database& all, Vocabulary& vocabulary) {
  for (auto term = all.allterms_begin(); term != all.allterms_end(); ++term) {
    vocabulary.add(*term, term.get_termfreq());
  }
}

Result<void> write_tables(const std::map<std::string, std::string>& metadata,
                          const Vocabulary& words, const std::string& path) {
  std::array<glass::Root, glass::kTables> roots;
  glass::Totals totals;
  const auto finish = [&](glass::TableWriter& table, Table which) -> Result<void> {
    auto root = table.finish();
    if (!root) return tl::make_unexpected(root.error());
    roots.at(std::size_t(which)) = *root;
    return {};
  };
  glass::TableWriter postings(file_of(path, Table::kPostings));
  for (const auto& [key, value] : metadata) {
    postings.add(std::string("\0\xC0", 2) + key, value);
  }
  if (auto done = finish(postings, Table::kPostings); !done) return done;
  glass::TableWriter synonyms(file_of(path, Table::kSynonyms));
  words.write_synonyms(synonyms);
  if (auto done = finish(synonyms, Table::kSynonyms); !done) return done;
  glass::TableWriter spelling(file_of(path, Table::kSpelling));
  totals.spelling_most = words.write_spelling(spelling);
  if (auto done = finish(spelling, Table::kSpelling); !done) return done;
  for (const Table table : {Table::kData, Table::kTerms, Table::kPositions}) {
    glass::TableWriter empty(file_of(path, table));
    if (auto done = finish(empty, table); !done) return done;
  }
  return glass::write_version(path, roots, totals);
}

}  // namespace

Result<void> write_cluster_vocabulary(const std::vector<std::string>& indexes,
                                      const std::string& path) {
  Xapian::Database all;
  Dictionary dictionary;
  Vocabulary words;
  for (const std::string& index : indexes) {
    const auto opened = open_index(index);
    if (!opened) return tl::make_unexpected(opened.error());
    try {
      all.add_database(opened->database);
      dictionary.add(opened->database);
    } catch (const Xapian::Error& error) {
      return tl::make_unexpected(error_of(error, index));
    }
  }
  try {
    add_words(all, words);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(error_of(error, path));
  }
  if (::mkdir(path.c_str(), 0777) != 0) return system_error("can't write", path);
  return write_tables(dictionary.metadata(), words, path);
}

}  // namespace kb
