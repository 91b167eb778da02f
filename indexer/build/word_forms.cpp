#include "indexer/build/word_forms.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::uint32_t kMinSpelling = 3;  // articles that hold a word before it is offered
constexpr std::size_t kMaxForms = 24;      // words of one stem that a search asks for

bool is_plain_word(const std::string& term) {
  return std::all_of(term.begin(), term.end(), is_lower);
}

using Synonyms = std::map<std::string, std::set<std::string>>;
using Spelling = std::map<std::string, std::uint32_t>;

Synonyms stored_synonyms(const Xapian::Database& database) {
  Synonyms stored;
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    std::set<std::string>& words = stored[*key];
    const auto end = database.synonyms_end(*key);
    for (auto word = database.synonyms_begin(*key); word != end; ++word) words.insert(*word);
  }
  return stored;
}

void update_synonyms(const Synonyms& wanted, Xapian::WritableDatabase& database) {
  const Synonyms stored = stored_synonyms(database);
  for (const auto& [key, words] : stored) {
    if (wanted.find(key) == wanted.end()) database.clear_synonyms(key);
  }
  for (const auto& [key, words] : wanted) {
    const auto old = stored.find(key);
    if (old != stored.end() && old->second == words) continue;
    database.clear_synonyms(key);
    for (const std::string& word : words) database.add_synonym(key, word);
  }
}

void update_spelling(const Spelling& wanted, Xapian::WritableDatabase& database) {
  Spelling stored;
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    stored.emplace(*word, word.get_termfreq());
  }
  for (const auto& [word, articles] : stored) {
    if (wanted.find(word) == wanted.end()) database.remove_spelling(word, articles);
  }
  for (const auto& [word, articles] : wanted) {
    const auto old = stored.find(word);
    const std::uint32_t before = old == stored.end() ? 0 : old->second;
    if (articles > before) database.add_spelling(word, articles - before);
    if (articles < before) database.remove_spelling(word, before - articles);
  }
}

}  // namespace

std::set<std::string> WordForms::most_frequent(std::vector<Form> forms) {
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
    return std::make_pair(b.articles, a.word) < std::make_pair(a.articles, b.word);
  });
  if (forms.size() > kMaxForms) forms.resize(kMaxForms);
  std::set<std::string> words;
  for (Form& form : forms) words.insert(std::move(form.word));
  return words;
}

void WordForms::add(const std::string& term, std::uint32_t articles) {
  if (!has_stem(term)) return;
  by_stem_[stemmer_(term)].push_back({term, articles});
  if (articles >= kMinSpelling && term.size() >= 3 && is_plain_word(term)) {
    spelling_.emplace_hint(spelling_.end(), term, articles);
  }
}

std::map<std::string, std::set<std::string>> WordForms::synonyms() const {
  std::map<std::string, std::set<std::string>> synonyms;
  for (const auto& [stem, forms] : by_stem_) {
    if (forms.size() > 1) synonyms.emplace(stem_key(stem), most_frequent(forms));
  }
  return synonyms;
}

void update_word_forms(Xapian::WritableDatabase& database) {
  WordForms wanted;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    wanted.add(*term, term.get_termfreq());
  }
  update_synonyms(wanted.synonyms(), database);
  update_spelling(wanted.spelling(), database);
}

}  // namespace kb
