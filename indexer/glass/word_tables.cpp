#include "indexer/glass/word_tables.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "indexer/glass/glass_deflater.h"
#include "indexer/glass/glass_pack.h"

namespace kb {
namespace {

/// Encodes a length as Xapian does in lists of words.
char word_length(std::size_t length) { return static_cast<char>(length ^ 96U); }

/// Encodes the words under one key of the spelling table. They must come in byte order; each but
/// the first is written without the beginning that it shares with the word before it.
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

/// Returns the keys under which a word is found although a letter of it is wrong: its first two
/// letters, its last two, the first and last of a short word, and every three in a row.
std::set<std::string> fragments(const std::string& word) {
  std::set<std::string> keys = {"H" + word.substr(0, 2), "T" + word.substr(word.size() - 2)};
  if (word.size() <= 4) keys.insert({'B', word.front(), word.back()});
  for (std::size_t i = 0; i + 3 <= word.size(); ++i) keys.insert("M" + word.substr(i, 3));
  return keys;
}

/// Adds a list of words, compressed if that makes it shorter.
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

void write_synonyms(const WordForms& forms, glass::TableWriter& table) {
  glass::Deflater deflater;
  for (const auto& [key, words] : forms.synonyms()) {
    std::string list;
    for (const std::string& word : words) list += word_length(word.size()) + word;
    add_list(key, list, deflater, table);
  }
}

std::uint32_t write_spelling(const WordForms& forms, glass::TableWriter& table) {
  std::uint32_t most = 0;
  std::map<std::string, WordList> lists;
  for (const auto& [word, articles] : forms.spelling()) {
    for (const std::string& key : fragments(word)) lists[key].add(word);
  }
  glass::Deflater deflater;
  for (const auto& [key, list] : lists) add_list(key, list.list(), deflater, table);
  for (const auto& [word, articles] : forms.spelling()) {  // W sorts after B, H, M and T
    std::string tag;
    glass::put_last_uint(tag, articles);
    table.add("W" + word, tag);
    most = std::max(most, articles);
  }
  return most;
}

}  // namespace kb
