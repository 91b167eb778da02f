#include "indexer/cluster/cluster_vocabulary.h"

#include <map>

#include "indexer/build/word_forms.h"
#include "indexer/schema/code_dictionary.h"
#include "indexer/store/index_folder.h"

namespace kb {
namespace {

/// Adds the words of all databases with the number of articles that contain each.
void add_words(const Xapian::Database& all, WordForms& vocabulary) {
  for (auto term = all.allterms_begin(); term != all.allterms_end(); ++term) {
    vocabulary.add(*term, term.get_termfreq());
  }
}

void write_database(const std::map<std::string, std::string>& metadata, const WordForms& words,
                    const std::string& path) {
  Xapian::WritableDatabase out(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  for (const auto& [key, value] : metadata) out.set_metadata(key, value);
  for (const auto& [key, forms] : words.synonyms()) {
    for (const std::string& form : forms) out.add_synonym(key, form);
  }
  for (const auto& [word, articles] : words.spelling()) out.add_spelling(word, articles);
  out.commit();
}

}  // namespace

Result<void> write_cluster_vocabulary(const std::vector<std::string>& indexes,
                                      const std::string& path) {
  Xapian::Database all;
  CodeDictionary dictionary;
  WordForms words;
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
  try {
    write_database(dictionary.metadata(), words, path);
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, path));
  }
  return {};
}

}  // namespace kb
