#include "query/phrase.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kb {
namespace {

/// A document, and where the words may stand in it: the positions of the first.
struct Place {
  Xapian::docid document;
  std::vector<Xapian::termpos> starts;
};

/// Keeps where the word stands `behind` positions behind the first.
void keep_places_of(Xapian::PostingIterator& posting, Xapian::termpos behind, bool first_asked,
                    std::vector<Xapian::termpos>& starts) {
  auto at = posting.positionlist_begin();
  const auto end = posting.positionlist_end();
  if (first_asked) {
    for (; at != end; ++at) {
      if (*at > behind) starts.push_back(*at - behind);
    }
    return;
  }
  const auto gone = std::remove_if(starts.begin(), starts.end(), [&](Xapian::termpos start) {
    if (at != end) at.skip_to(start + behind);
    return at == end || *at != start + behind;
  });
  starts.erase(gone, starts.end());
}

}  // namespace

std::vector<Xapian::docid> with_words_in_order(const Xapian::Database& database,
                                               const std::vector<std::string>& words,
                                               const std::vector<Xapian::docid>& documents) {
  std::vector<std::pair<Xapian::doccount, std::size_t>> order;
  for (std::size_t i = 0; i < words.size(); ++i) {
    order.emplace_back(database.get_termfreq(words[i]), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Place> places;
  places.reserve(documents.size());
  for (const Xapian::docid document : documents) places.push_back({document, {}});
  for (std::size_t asked = 0; asked < order.size(); ++asked) {
    const std::size_t word = order[asked].second;
    auto posting = database.postlist_begin(words[word]);
    const auto end = database.postlist_end(words[word]);
    const auto gone = std::remove_if(places.begin(), places.end(), [&](Place& place) {
      if (posting != end) posting.skip_to(place.document);
      if (posting == end || *posting != place.document) return true;
      keep_places_of(posting, Xapian::termpos(word), asked == 0, place.starts);
      return place.starts.empty();
    });
    places.erase(gone, places.end());
  }
  std::vector<Xapian::docid> out;
  out.reserve(places.size());
  for (const Place& place : places) out.push_back(place.document);
  return out;
}

}  // namespace kb
