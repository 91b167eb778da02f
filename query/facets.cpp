#include "query/facets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/schema.h"
#include "indexer/terms.h"
#include "query/searcher.h"

namespace kb {
namespace {

enum class Shape { kOne, kList, kDate };

struct Facet {
  std::string_view name;
  FieldId field;
  Shape shape;
};
constexpr std::array<Facet, 7> kFacets = {{{"product", FieldId::kCode, Shape::kList},
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

}  // namespace

struct FacetCounter::Spies {
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
};

FacetCounter::FacetCounter() : spies_(std::make_unique<Spies>()) {}
FacetCounter::~FacetCounter() = default;

void FacetCounter::watch(Xapian::Enquire& enquire) {
  for (const Facet& facet : kFacets) {
    spies_->spies.push_back(
        std::make_unique<Xapian::ValueCountMatchSpy>(Xapian::valueno(field(facet.field).slot)));
    enquire.add_matchspy(spies_->spies.back().get());
  }
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::counts() const {
  std::map<std::string, std::vector<FacetCount>> out;
  for (std::size_t i = 0; i < spies_->spies.size(); ++i) {
    std::map<std::string, std::uint64_t> sums;
    const Xapian::ValueCountMatchSpy& spy = *spies_->spies[i];
    for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
      for (const std::string& value : values_of(kFacets[i].shape, *it)) {
        sums[value] += it.get_termfreq();
      }
    }
    std::vector<FacetCount>& counts = out[std::string(kFacets[i].name)];
    for (const auto& [value, count] : sums) counts.push_back({value, count});
    std::stable_sort(counts.begin(), counts.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  }
  return out;
}

}  // namespace kb
