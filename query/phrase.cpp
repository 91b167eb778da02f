#include "query/phrase.h"

#include <algorithm>
#include <utility>

namespace kb {
namespace {

/// A document, and where the words that were asked for may stand in it: positions of the first.
struct Place {
  Xapian::docid document;
  std::vector<Xapian::termpos> starts;
  std::vector<Xapian::termpos> still;  // of these, where the next word stands too
};

/// Keeps the places where `word` stands `behind` positions behind the first one.
void keep_places_of(const std::string& word, Xapian::termpos behind, bool first_asked,
                    IndexTables& tables, std::vector<Place>& places) {
  std::vector<Xapian::docid> documents;
  documents.reserve(places.size());
  for (const Place& place : places) documents.push_back(place.document);
  tables.for_each_position(word, documents, [&](std::size_t i, Xapian::termpos position) {
    if (position <= behind) return;
    const Xapian::termpos start = position - behind;
    Place& place = places[i];
    const auto& starts = place.starts;
    if (first_asked || std::binary_search(starts.begin(), starts.end(), start)) {
      place.still.push_back(start);
    }
  });
  for (Place& place : places) {
    place.starts.swap(place.still);
    place.still.clear();
  }
  const auto gone = std::remove_if(places.begin(), places.end(),
                                   [](const Place& place) { return place.starts.empty(); });
  places.erase(gone, places.end());
}

}  // namespace

std::vector<Xapian::docid> with_words_in_order(IndexTables& tables,
                                               const std::vector<std::string>& words,
                                               const std::vector<Xapian::docid>& documents) {
  std::vector<std::pair<Xapian::doccount, std::size_t>> order;
  for (std::size_t i = 0; i < words.size(); ++i) {
    order.emplace_back(tables.frequency(words[i]), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Place> places;
  places.reserve(documents.size());
  for (const Xapian::docid document : documents) places.push_back({document, {}, {}});
  for (std::size_t asked = 0; asked < order.size(); ++asked) {
    const std::size_t word = order[asked].second;
    keep_places_of(words[word], Xapian::termpos(word), asked == 0, tables, places);
  }
  std::vector<Xapian::docid> out;
  out.reserve(places.size());
  for (const Place& place : places) out.push_back(place.document);
  return out;
}

}  // namespace kb
