#include "indexer/vocabulary.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/glass_pack.h"
#include "parser/text.h"

namespace kb {
namespace {

constexpr std::uint32_t kMinSpelling = 3;  // articles that hold a word before it is offered
constexpr std::size_t kMaxForms = 24;      // words of one stem that a search asks for

bool is_plain_word(const std::string& term) {
  return std::all_of(term.begin(), term.end(), is_lower);
}

/// Words of letters, with an apostrophe or letters beyond ASCII; no prefixed term, no number.
bool has_stem(const std::string& term) {
  return std::none_of(term.begin(), term.end(), [](char c) {
    return is_upper(c) || is_digit(c) || c == '_' || c == '.' || c == '+' || c == '#' || c == '&';
  });
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

}  // namespace

void Vocabulary::add(const std::string& term, std::uint32_t articles) {
  if (!has_stem(term)) return;
  by_stem_[stemmer_(term)].push_back({term, articles});
  if (articles >= kMinSpelling && term.size() >= 3 && is_plain_word(term)) {
    spelling_.push_back({term, articles});
  }
}

void Vocabulary::write_synonyms(glass::TableWriter& table) const {
  glass::Deflater deflater;
  for (const auto& [stem, all] : by_stem_) {
    if (all.size() < 2) continue;
    std::vector<Form> forms = all;
    std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
      return std::make_pair(b.articles, a.word) < std::make_pair(a.articles, b.word);
    });
    std::set<std::string> words;
    for (const Form& form : forms) {
      if (words.size() < kMaxForms) words.insert(form.word);
    }
    std::string list;
    for (const std::string& word : words) list += word_length(word.size()) + word;
    add_list(stem_key(stem), list, deflater, table);
  }
}

std::uint32_t Vocabulary::write_spelling(glass::TableWriter& table) const {
  std::uint32_t most = 0;
  std::map<std::string, WordList> lists;
  for (const Form& form : spelling_) {
    for (const std::string& key : fragments(form.word)) lists[key].add(form.word);
  }
  glass::Deflater deflater;
  for (const auto& [key, list] : lists) add_list(key, list.list(), deflater, table);
  for (const Form& form : spelling_) {  // W is behind B, H, M and T
    std::string tag;
    glass::put_last_uint(tag, form.articles);
    table.add("W" + form.word, tag);
    most = std::max(most, form.articles);
  }
  return most;
}

}  // namespace kb
