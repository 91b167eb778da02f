#include "indexer/vocabulary.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "indexer/index_folder.h"
#include "indexer/terms.h"
#include "parser/text.h"

namespace kb {
namespace {

constexpr Xapian::doccount kMinSpelling = 3;  // articles that hold a word before it is offered
constexpr std::size_t kMaxForms = 24;         // words of one stem that a search asks for

struct Form {
  std::string word;
  Xapian::doccount articles;
};

bool is_plain_word(const std::string& term) {
  return std::all_of(term.begin(), term.end(), is_lower);
}

/// Words of letters, with an apostrophe or letters beyond ASCII; no prefixed term, no number.
bool has_stem(const std::string& term) {
  return std::none_of(term.begin(), term.end(), [](char c) {
    return is_upper(c) || is_digit(c) || c == '_' || c == '.' || c == '+' || c == '#' || c == '&';
  });
}

/// Both halves of a vocabulary, as they are stored.
struct Vocabulary {
  std::map<std::string, std::set<std::string>> forms;  // by the key of their stem; two or more
  std::map<std::string, Xapian::doccount> spelling;    // words and the articles that hold them
};

/// The most frequent forms of a stem.
std::set<std::string> chosen(std::vector<Form>& forms) {
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
    return std::make_pair(b.articles, a.word) < std::make_pair(a.articles, b.word);
  });
  if (forms.size() > kMaxForms) forms.resize(kMaxForms);
  std::set<std::string> words;
  for (Form& form : forms) words.insert(std::move(form.word));
  return words;
}

Vocabulary vocabulary_of(const Xapian::Database& database) {
  Vocabulary vocabulary;
  const Xapian::Stem stemmer(kStemmer);
  std::map<std::string, std::vector<Form>> by_stem;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string word = *term;
    if (!has_stem(word)) continue;
    const Xapian::doccount articles = term.get_termfreq();
    by_stem[stemmer(word)].push_back({word, articles});
    if (articles >= kMinSpelling && word.size() >= 3 && is_plain_word(word)) {
      vocabulary.spelling.emplace(word, articles);
    }
  }
  for (auto& [stem, forms] : by_stem) {
    if (forms.size() > 1) vocabulary.forms.emplace(stem_key(stem), chosen(forms));
  }
  return vocabulary;
}

/// What `database` has stored.
Vocabulary stored_vocabulary(const Xapian::Database& database) {
  Vocabulary vocabulary;
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    std::set<std::string>& words = vocabulary.forms[*key];
    const auto end = database.synonyms_end(*key);
    for (auto word = database.synonyms_begin(*key); word != end; ++word) words.insert(*word);
  }
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    vocabulary.spelling.emplace(*word, word.get_termfreq());
  }
  return vocabulary;
}

void update_forms(const Vocabulary& stored, const Vocabulary& wanted,
                  Xapian::WritableDatabase& database) {
  for (const auto& [key, words] : stored.forms) {
    if (wanted.forms.find(key) == wanted.forms.end()) database.clear_synonyms(key);
  }
  for (const auto& [key, words] : wanted.forms) {
    const auto old = stored.forms.find(key);
    if (old != stored.forms.end() && old->second == words) continue;
    database.clear_synonyms(key);
    for (const std::string& word : words) database.add_synonym(key, word);
  }
}

void update_spelling(const Vocabulary& stored, const Vocabulary& wanted,
                     Xapian::WritableDatabase& database) {
  for (const auto& [word, articles] : stored.spelling) {
    if (wanted.spelling.find(word) == wanted.spelling.end()) {
      database.remove_spelling(word, articles);
    }
  }
  for (const auto& [word, articles] : wanted.spelling) {
    const auto old = stored.spelling.find(word);
    const Xapian::doccount before = old == stored.spelling.end() ? 0 : old->second;
    if (articles > before) database.add_spelling(word, articles - before);
    if (articles < before) database.remove_spelling(word, before - articles);
  }
}

}  // namespace

Result<void> write_vocabulary(const std::vector<std::string>& shards, const std::string& path) {
  try {
    Xapian::Database all;
    for (const std::string& shard : shards) all.add_database(Xapian::Database(shard));
    Xapian::WritableDatabase out(
        path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS);
    const Vocabulary vocabulary = vocabulary_of(all);
    update_forms({}, vocabulary, out);
    update_spelling({}, vocabulary, out);
    out.commit();
  } catch (const Xapian::Error& error) {
    return tl::make_unexpected(write_error_of(error, path));
  }
  return {};
}

void update_vocabulary(Xapian::WritableDatabase& database) {
  const Vocabulary wanted = vocabulary_of(database);
  const Vocabulary stored = stored_vocabulary(database);
  update_forms(stored, wanted, database);
  update_spelling(stored, wanted, database);
}

}  // namespace kb
