#include "query/rank.h"

#include <algorithm>

#include "indexer/record.h"
#include "parser/words.h"

namespace kb {
namespace {

constexpr double kPair = 1.0;          // factor of a pair's rarity
constexpr double kTitle = 1.0;         // factor of the rarity of the words a title shares
constexpr std::size_t kMaxWords = 24;  // words of a query that are looked at

using Positions = std::vector<Xapian::termpos>;

/// Where any form of `word` stands in a document, ascending; empty if nowhere.
Positions positions_of(const Xapian::Database& database, Xapian::docid document,
                       const QueryWord& word) {
  Positions positions;
  for (const std::string& form : word.forms) {
    const auto end = database.positionlist_end(document, form);
    for (auto it = database.positionlist_begin(document, form); it != end; ++it) {
      positions.push_back(*it);
    }
  }
  if (word.forms.size() > 1) std::sort(positions.begin(), positions.end());
  return positions;
}

bool are_neighbours(const Positions& a, const Positions& b) {
  std::size_t k = 0;
  for (const Xapian::termpos position : a) {
    while (k < b.size() && b[k] <= position) ++k;
    if (k == b.size()) return false;
    if (b[k] == position + 1) return true;
  }
  return false;
}

/// Sum of the rarity of all neighbouring pairs that are neighbours in the document.
double pair_weight(const Xapian::Database& database, Xapian::docid document,
                   const std::vector<QueryWord>& words) {
  double weight = 0;
  Positions before;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Positions here = positions_of(database, document, words[i]);
    if (i > 0 && are_neighbours(before, here)) weight += std::max(words[i - 1].idf, words[i].idf);
    before = std::move(here);
  }
  return weight;
}

/// Rarity of the shared words, times the share of the title that is in the query.
double title_weight(std::string_view title, const std::vector<QueryWord>& words) {
  std::size_t length = 0;
  std::size_t shared = 0;
  double rarity = 0;
  std::vector<bool> used(words.size(), false);
  WordReader reader(title);
  while (reader.next()) {
    if (reader.compound()) continue;
    ++length;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto& forms = words[i].forms;
      if (used[i] || std::find(forms.begin(), forms.end(), reader.word()) == forms.end()) continue;
      used[i] = true;
      ++shared;
      rarity += words[i].idf;
      break;
    }
  }
  return length == 0 ? 0 : rarity * double(shared) / double(length);
}

}  // namespace

void rank_by_order(const Xapian::Database& database, const std::vector<QueryWord>& all,
                   std::vector<Candidate>& candidates) {
  if (all.size() < 2 || candidates.size() < 2) return;
  const std::vector<QueryWord> words(all.begin(),
                                     all.begin() + std::ptrdiff_t(std::min(all.size(), kMaxWords)));
  for (Candidate& candidate : candidates) {
    candidate.weight += kPair * pair_weight(database, candidate.document, words);
    const auto record = decode_record_header(database.get_document(candidate.document).get_data());
    if (record) candidate.weight += kTitle * title_weight(record->title, words);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
}

}  // namespace kb
