#include "parser/editions/merge_editions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "parser/text/ascii.h"
#include "parser/text/words.h"

namespace kb {
namespace {

template <typename T>
void fill(std::optional<T>& value, const std::optional<T>& older) {
  if (!value) value = older;
}

template <typename T>
void fill(std::vector<T>& values, const std::vector<T>& older) {
  if (values.empty()) values = older;
}

/// Query words that come from an older edition bring the codes that stand in them.
void fill_query_words(Article& article, const Article& older) {
  if (article.query_words || !older.query_words) return;
  article.query_words = older.query_words;
  for (const ErrorCode& code : older.error_codes) {
    if ((code.places & kPlaceQueryWords) == 0) continue;
    const auto held =
        std::find_if(article.error_codes.begin(), article.error_codes.end(),
                     [&](const ErrorCode& other) { return other.canonical == code.canonical; });
    if (held != article.error_codes.end()) {
      held->places |= kPlaceQueryWords;
    } else {
      article.error_codes.push_back(code);
      article.error_codes.back().places = kPlaceQueryWords;
    }
  }
}

void fill_fields(Article& article, const Article& older) {
  fill_query_words(article, older);
  fill(article.product_code, older.product_code);
  fill(article.products, older.products);
  fill(article.versions, older.versions);
  fill(article.operating_systems, older.operating_systems);
  fill(article.keywords, older.keywords);
  fill(article.applies_to, older.applies_to);
  fill(article.technology, older.technology);
  fill(article.issue_type, older.issue_type);
  fill(article.solution_type, older.solution_type);
}

/// The file and its version, or what else tells two rows apart.
std::string key_of(const FileVersion& row) {
  std::string key = lower(row.file) + '\n' + lower(row.platform.value_or("")) + '\n';
  if (row.version) return key + *row.version;
  return key + row.date.value_or("") + '\n' + (row.size ? std::to_string(*row.size) : "");
}

std::string key_of(const RegistryValue& value) { return lower(value.key + '\n' + value.name); }

/// What the editions say that were read so far.
class Said {
 public:
  explicit Said(const Article& newest) {
    if (newest.id) note(*newest.id);
    note(newest.title);
    for (const Section& section : newest.sections) {
      note(section.heading.value_or(""));
      note(section.text);
    }
    note(newest.query_words.value_or(""));
    for (const auto* values :
         {&newest.applies_to, &newest.products, &newest.versions, &newest.keywords}) {
      for (const std::string& value : *values) note(value);
    }
    for (const ErrorCode& code : newest.error_codes) codes_.insert(code.canonical);
    for (const FileVersion& row : newest.file_versions) rows_.insert(key_of(row));
    if (newest.id) cited_.insert(*newest.id);
    for (const Reference& reference : newest.references) cited_.insert(reference.id);
    for (const std::string& key : newest.registry_keys) registry_.insert(lower(key));
    for (const RegistryValue& value : newest.registry_values) registry_.insert(key_of(value));
  }

  /// What `edition` says beyond that; from then on it is said.
  OlderEdition take_rest(const Article& edition) {
    OlderEdition rest;
    rest.date = edition.last_modified.value_or("");
    std::vector<std::string_view> paragraphs;
    take_paragraphs(edition.title, paragraphs);
    for (const Section& section : edition.sections) take_paragraphs(section.text, paragraphs);
    for (const std::string_view paragraph : paragraphs) {
      if (!rest.text.empty()) rest.text += "\n\n";
      rest.text += paragraph;
      note(paragraph);
    }
    if (edition.query_words && has_new_word(*edition.query_words)) {
      rest.query_words = edition.query_words;
      note(*edition.query_words);
    }
    for (const ErrorCode& code : edition.error_codes) {
      if (codes_.insert(code.canonical).second) rest.error_codes.push_back(code);
    }
    for (const FileVersion& row : edition.file_versions) {
      if (rows_.insert(key_of(row)).second) rest.file_versions.push_back(row);
    }
    for (const Reference& reference : edition.references) {
      if (cited_.insert(reference.id).second) rest.references.push_back(reference);
    }
    for (const std::string& key : edition.registry_keys) {
      if (registry_.insert(lower(key)).second) rest.registry_keys.push_back(key);
    }
    for (const RegistryValue& value : edition.registry_values) {
      if (registry_.insert(key_of(value)).second) rest.registry_values.push_back(value);
    }
    return rest;
  }

 private:
  void note(std::string_view text) {
    for (WordReader reader(text); reader.next();) words_.emplace(reader.word());
  }

  bool has_new_word(std::string_view text) const {
    for (WordReader reader(text); reader.next();) {
      if (words_.find(std::string(reader.word())) == words_.end()) return true;
    }
    return false;
  }

  /// Adds the paragraphs of `text` that hold a word which is new.
  void take_paragraphs(std::string_view text, std::vector<std::string_view>& out) const {
    std::size_t begin = 0;
    std::size_t end = 0;
    const auto close = [&] {
      const std::string_view paragraph = trim_blank_lines(text.substr(begin, end - begin));
      if (has_new_word(paragraph)) out.push_back(paragraph);
    };
    for (const std::string_view line : split_lines(text)) {
      if (trim(line).empty()) {
        close();
        begin = end = std::size_t(line.data() - text.data());
      } else {
        end = std::size_t(line.data() - text.data()) + line.size();
      }
    }
    close();
  }

  std::unordered_set<std::string> words_;
  std::unordered_set<std::string> codes_;
  std::unordered_set<std::string> rows_;
  std::unordered_set<std::string> cited_;
  std::unordered_set<std::string> registry_;  // keys, and values with their keys
};

bool says_nothing(const OlderEdition& rest) {
  return rest.text.empty() && !rest.query_words && rest.error_codes.empty() &&
         rest.file_versions.empty() && rest.references.empty() && rest.registry_keys.empty() &&
         rest.registry_values.empty();
}

}  // namespace

Article merge_editions(Article newest, const std::vector<Article>& older) {
  for (const Article& edition : older) fill_fields(newest, edition);
  Said said(newest);
  for (const Article& edition : older) {
    OlderEdition rest = said.take_rest(edition);
    if (!says_nothing(rest)) newest.older.push_back(std::move(rest));
  }
  return newest;
}

}  // namespace kb
