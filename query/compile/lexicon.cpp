#include "query/compile/lexicon.h"

#include "indexer/schema/terms.h"

namespace kb {

Lexicon::Lexicon(IndexTables tables) : tables_(std::move(tables)) {}

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
  for (std::string& form : tables_.synonyms(stem_key(stemmer_(word)))) {
    if (form != word) forms.push_back(std::move(form));
  }
  return forms_[word] = std::move(forms);
}

}  // namespace kb
