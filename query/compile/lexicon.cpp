#include "query/compile/lexicon.h"

#include <algorithm>

namespace kb {

namespace {

constexpr Xapian::termpos kBeside = 3;  // words of a pair are at most so far apart

/// True if a position of `second` is 1 to kBeside behind one of `first`.
bool stand_beside(const Xapian::PostingIterator& first, const Xapian::PostingIterator& second) {
  auto behind = second.positionlist_begin();
  const auto last = second.positionlist_end();
  for (auto at = first.positionlist_begin(); at != first.positionlist_end(); ++at) {
    behind.skip_to(*at + 1);
    if (behind == last) return false;
    if (*behind <= *at + kBeside) return true;
  }
  return false;
}

}  // namespace

double Lexicon::beside(const std::string& first, const std::string& second) const {
  constexpr Xapian::doccount kRare = 300;  // articles of a word that are all looked at
  constexpr Xapian::docid kSamples = 24;
  constexpr int kSteps = 12;  // of a sample
  const bool rare = std::min(frequency(first), frequency(second)) <= kRare;
  const Xapian::docid last = database_.get_lastdocid();
  const Xapian::docid size = rare ? last : last / kSamples + 1;
  double found = 0;
  double seen = 0;
  const auto end_a = database_.postlist_end(first);
  const auto end_b = database_.postlist_end(second);
  auto a = database_.postlist_begin(first);
  auto b = database_.postlist_begin(second);
  for (Xapian::docid begin = 1; begin <= last && a != end_a && b != end_b; begin += size) {
    const Xapian::docid end = std::min(last + 1, begin + size);
    Xapian::docid at = begin;
    a.skip_to(at);
    for (int step = 0; a != end_a && (rare || step < kSteps); ++step) {
      b.skip_to(*a);
      if (b == end_b || *b >= end) break;
      if (*b == *a) {
        found += stand_beside(a, b) ? 1 : 0;
        at = *a + 1;
      } else {
        at = *b;
      }
      a.skip_to(at);
      if (a == end_a || *a >= end) break;
    }
    const bool all = a == end_a || b == end_b || *a >= end || *b >= end;
    seen += all ? double(size) : double(at - begin);
  }
  if (seen == 0 || rare) return found;
  return found * double(last) / seen;
}

bool Lexicon::is_name(const std::string& word) const {
  const std::string file = exact_term(field(FieldId::kFile), word + ".");
  return database_.allterms_begin(file) != database_.allterms_end(file) ||
         frequency(exact_term(field(FieldId::kRegistry), word)) > 0 ||
         frequency(found_term(field(FieldId::kProduct), word)) > 0;
}

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
