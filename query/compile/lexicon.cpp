#include "query/compile/lexicon.h"

#include <algorithm>

namespace kb {

bool Lexicon::holds(const std::string& word) const {
  return frequency(found_term(field(FieldId::kText), word)) > 0;
}

std::vector<std::string> Lexicon::words_from(const std::string& start, std::size_t most) const {
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  const auto end = database_.allterms_end(start);
  for (auto term = database_.allterms_begin(start); term != end; ++term) {
    found.emplace_back(term.get_termfreq(), *term);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  found.resize(std::min(found.size(), most));
  std::vector<std::string> words;
  words.reserve(found.size());
  for (auto& [frequency, word] : found) words.push_back(std::move(word));
  return words;
}

std::vector<std::string> Lexicon::other_forms(const std::string& word) const {
  std::vector<std::string> forms;
  if (!has_stem(word)) return forms;
  const std::string key = stem_key(stemmer_(word));
  const auto end = database_.synonyms_end(key);
  for (auto form = database_.synonyms_begin(key); form != end; ++form) {
    if (*form != word) forms.push_back(*form);
  }
  return forms;
}

}  // namespace kb
