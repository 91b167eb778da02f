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
  for (const auto& [word, articles] : forms.spelling()) {  // W is behind B, H, M and T
    std::string tag;
    glass::put_last_uint(tag, articles);
    table.add("W" + word, tag);
    most = std::max(most, articles);
  }
  return most;
}

}  // namespace kb
