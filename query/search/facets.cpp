#include "query/search/facets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {
namespace {

enum class Shape { kOne, kList, kDate };

struct Facet {
  std::string_view name;
  FieldId field;
  Shape shape;
};
constexpr std::array<Facet, 7> kFacets = {{{"product", FieldId::kProduct, Shape::kList},
                                           {"year", FieldId::kDate, Shape::kDate},
                                           {"type", FieldId::kType, Shape::kOne},
                                           {"os", FieldId::kOs, Shape::kList},
                                           {"prefix", FieldId::kPrefix, Shape::kOne},
                                           {"fix", FieldId::kFixStatus, Shape::kOne},
                                           {"family", FieldId::kFamily, Shape::kList}}};

std::vector<std::string> values_of(Shape shape, const std::string& slot) {
  switch (shape) {
    case Shape::kOne:
      return {slot};
    case Shape::kList:
      return read_list_value(slot);
    case Shape::kDate:
      return {slot.substr(0, 4)};
  }
  return {};
}

Xapian::valueno slot_of(const Facet& facet) { return Xapian::valueno(field(facet.field).slot); }

/// What the slots hold that `spy` saw, taken apart into values.
std::map<std::string, std::uint64_t> counts_of(const Xapian::ValueCountMatchSpy& spy, Shape shape) {
  std::map<std::string, std::uint64_t> counts;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
    for (const std::string& value : values_of(shape, *it)) counts[value] += it.get_termfreq();
  }
  return counts;
}

}  // namespace

FacetCounter::FacetCounter() {
  for (const Facet& facet : kFacets) {
    spies_.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot_of(facet)));
  }
}

void FacetCounter::watch(Xapian::Enquire& enquire) {
  for (const auto& spy : spies_) enquire.add_matchspy(spy.get());
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::counts() const {
  std::map<std::string, std::vector<FacetCount>> out;
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    std::vector<FacetCount>& counts = out[std::string(kFacets[i].name)];
    for (const auto& [value, count] : counts_of(*spies_[i], kFacets[i].shape)) {
      counts.push_back({value, count});
    }
    std::stable_sort(counts.begin(), counts.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  }
  return out;
}

}  // namespace kb
