#include "indexer/build/word_forms.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/glass/glass_deflater.h"
#include "indexer/glass/glass_pack.h"
#include "indexer/schema/terms.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr std::uint32_t kMinSpelling = 3;  // articles that hold a word before it is offered
constexpr std::size_t kMaxForms = 24;      // words of one stem that a search asks for

bool is_plain_word(const std::string& term) {
  return std::all_of(term.begin(), term.end(), is_lower);
}

/// A length as Xapian writes it into lists of words.
char word_length(std::size_t length) { return static_cast<char>(length ^ 96U); }

/// Words under one key of the spelling table, in byte order: each but the first by what it shares
/// with the one before.
class WordList {
 public:
  void add(const std::string& word) {
    std::size_t shared = 0;
    if (!last_.empty()) {
      shared = std::size_t(
          std::mismatch(word.begin(), word.end(), last_.begin(), last_.end()).first - word.begin());
      list_ += word_length(shared);
    }
    list_ += word_length(word.size() - shared);
    list_.append(word, shared);
    last_ = word;
  }
  const std::string& list() const { return list_; }

 private:
  std::string list_;
  std::string last_;
};

/// The keys under which a word is found although a letter of it is wrong: its first two, its last
/// two, both ends of a short one, and each three in a row.
std::set<std::string> fragments(const std::string& word) {
  std::set<std::string> keys = {"H" + word.substr(0, 2), "T" + word.substr(word.size() - 2)};
  if (word.size() <= 4) keys.insert({'B', word.front(), word.back()});
  for (std::size_t i = 0; i + 3 <= word.size(); ++i) keys.insert("M" + word.substr(i, 3));
  return keys;
}

/// Lists of words are worth compressing.
void add_list(const std::string& key, const std::string& list, glass::Deflater& deflater,
              glass::TableWriter& table) {
  const std::string_view shorter = deflater.shorten(list);
  if (shorter.empty()) {
    table.add(key, list);
  } else {
    table.add(key, shorter, glass::Tag::kDeflated);
  }
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

std::set<std::string> Vocabulary::most_frequent(std::vector<Form> forms) {
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
    return std::make_pair(b.articles, a.word) < std::make_pair(a.articles, b.word);
  });
  if (forms.size() > kMaxForms) forms.resize(kMaxForms);
  std::set<std::string> words;
  for (Form& form : forms) words.insert(std::move(form.word));
  return words;
}

void Vocabulary::add(const std::string& term, std::uint32_t articles) {
  if (!has_stem(term)) return;
  by_stem_[stemmer_(term)].push_back({term, articles});
  if (articles >= kMinSpelling && term.size() >= 3 && is_plain_word(term)) {
    spelling_.emplace_hint(spelling_.end(), term, articles);
  }
}

std::map<std::string, std::set<std::string>> Vocabulary::synonyms() const {
  std::map<std::string, std::set<std::string>> synonyms;
  for (const auto& [stem, forms] : by_stem_) {
    if (forms.size() > 1) synonyms.emplace(stem_key(stem), most_frequent(forms));
  }
  return synonyms;
}

void write_synonyms(const Vocabulary& vocabulary, glass::TableWriter& table) {
  glass::Deflater deflater;
  for (const auto& [key, words] : vocabulary.synonyms()) {
    std::string list;
    for (const std::string& word : words) list += word_length(word.size()) + word;
    add_list(key, list, deflater, table);
  }
}

std::uint32_t write_spelling(const Vocabulary& vocabulary, glass::TableWriter& table) {
  std::uint32_t most = 0;
  std::map<std::string, WordList> lists;
  for (const auto& [word, articles] : vocabulary.spelling()) {
    for (const std::string& key : fragments(word)) lists[key].add(word);
  }
  glass::Deflater deflater;
  for (const auto& [key, list] : lists) add_list(key, list.list(), deflater, table);
  for (const auto& [word, articles] : vocabulary.spelling()) {  // W is behind B, H, M and T
    std::string tag;
    glass::put_last_uint(tag, articles);
    table.add("W" + word, tag);
    most = std::max(most, articles);
  }
  return most;
}

void update_vocabulary(Xapian::WritableDatabase& database) {
  Vocabulary wanted;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    wanted.add(*term, term.get_termfreq());
  }
  update_synonyms(wanted.synonyms(), database);
  update_spelling(wanted.spelling(), database);
}

}  // namespace kb
