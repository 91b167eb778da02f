#include "query/phrase.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <string>

namespace kb {
namespace {

/// A document, and where the words that were asked for may stand in it: positions of the first.
struct Place {
  Xapian::docid document;
  std::vector<Xapian::termpos> starts;
  std::vector<Xapian::termpos> still;  // of these, where the next word stands too
};

/// Keeps the places where `forms` of a word stand `behind` positions behind the first one.
void keep_places_of(std::span<const std::string> forms, Xapian::termpos behind, bool first_asked,
                    IndexTables& tables, std::vector<Place>& places) {
  std::vector<Xapian::docid> documents;
  documents.reserve(places.size());
  for (const Place& place : places) documents.push_back(place.document);
  for (const std::string& form : forms) {
    tables.for_each_position(form, documents, [&](std::size_t i, Xapian::termpos position) {
      if (position <= behind) return;
      const Xapian::termpos start = position - behind;
      Place& place = places[i];
      const auto& starts = place.starts;
      if (first_asked || std::binary_search(starts.begin(), starts.end(), start)) {
        place.still.push_back(start);
      }
    });
  }
  for (Place& place : places) {
    if (forms.size() > 1) std::sort(place.still.begin(), place.still.end());
    place.starts.swap(place.still);
    place.still.clear();
  }
  const auto gone = std::remove_if(places.begin(), places.end(),
                                   [](const Place& place) { return place.starts.empty(); });
  places.erase(gone, places.end());
}

}  // namespace

std::vector<Xapian::docid> with_words_in_order(IndexTables& tables,
                                               const std::vector<QueryWord>& words, Forms forms,
                                               const std::vector<Xapian::docid>& documents) {
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return words[a].idf > words[b].idf; });
  std::vector<Place> places;
  places.reserve(documents.size());
  for (const Xapian::docid document : documents) places.push_back({document, {}, {}});
  for (const std::size_t word : order) {
    const std::span<const std::string> all(words[word].forms);
    keep_places_of(forms == Forms::kTyped ? all.first(1) : all, Xapian::termpos(word),
                   word == order.front(), tables, places);
  }
  std::vector<Xapian::docid> out;
  out.reserve(places.size());
  for (const Place& place : places) out.push_back(place.document);
  return out;
}

}  // namespace kb
