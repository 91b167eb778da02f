#include "query/phrase.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace kb {
namespace {

/// Where the words that were asked for may stand: positions of the first, in one of the documents.
struct Start {
  std::size_t document;
  Xapian::termpos position;

  bool operator<(const Start& other) const {
    return std::tie(document, position) < std::tie(other.document, other.position);
  }
};

/// The places where `word` stands `behind` positions behind the first one.
std::vector<Start> starts_before(const std::string& word, Xapian::termpos behind,
                                 IndexTables& tables, const std::vector<Xapian::docid>& documents) {
  std::vector<Start> starts;
  tables.for_each_position(word, documents, [&](std::size_t i, Xapian::termpos position) {
    if (position > behind) starts.push_back({i, position - behind});
  });
  return starts;
}

}  // namespace

std::vector<Xapian::docid> with_words_in_order(IndexTables& tables,
                                               const std::vector<std::string>& words,
                                               const std::vector<Xapian::docid>& documents) {
  std::vector<Xapian::doccount> frequencies;
  frequencies.reserve(words.size());
  for (const std::string& word : words) frequencies.push_back(tables.frequency(word));
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return frequencies[a] < frequencies[b]; });
  std::vector<Xapian::docid> left = documents;
  std::vector<Start> starts;
  for (const std::size_t word : order) {
    std::vector<Start> found = starts_before(words[word], Xapian::termpos(word), tables, left);
    if (word != order.front()) {
      std::vector<Start> both;
      std::set_intersection(starts.begin(), starts.end(), found.begin(), found.end(),
                            std::back_inserter(both));
      found = std::move(both);
    }
    // The documents that are left are numbered anew.
    std::vector<Xapian::docid> still;
    std::size_t before = documents.size();
    for (Start& start : found) {
      if (still.empty() || start.document != before) still.push_back(left[start.document]);
      before = std::exchange(start.document, still.size() - 1);
    }
    left = std::move(still);
    starts = std::move(found);
  }
  return left;
}

}  // namespace kb
