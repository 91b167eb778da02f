#include "query/lexicon.h"

#include "indexer/terms.h"

namespace kb {

Lexicon::Lexicon(const Xapian::Database& database, std::unique_ptr<glass::DatabaseReader> reader)
    : tables_(database, std::move(reader)), stemmer_(kStemmer) {}

Xapian::doccount Lexicon::frequency(const std::string& term) {
  if (const auto known = frequencies_.find(term); known != frequencies_.end()) {
    return known->second;
  }
  if (frequencies_.size() >= kMost) frequencies_.clear();
  return frequencies_[term] = tables_.frequency(term);
}

std::vector<std::string> Lexicon::other_forms(const std::string& word) {
  if (word.find_first_of("0123456789_.+#&") != std::string::npos) return {};
  if (const auto known = forms_.find(word); known != forms_.end()) return known->second;
  if (forms_.size() >= kMost) forms_.clear();
  std::vector<std::string> forms;
  const std::string key = stem_key(stemmer_(word));
  const auto end = database().synonyms_end(key);
  for (auto it = database().synonyms_begin(key); it != end; ++it) {
    if (*it != word) forms.push_back(*it);
  }
  return forms_[word] = std::move(forms);
}

}  // namespace kb
