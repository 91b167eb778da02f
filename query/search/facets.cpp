#include "query/search/facets.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {

FacetCounter::FacetCounter() : spy_(Xapian::valueno(field(FieldId::kFacets).slot)) {}

void FacetCounter::watch(Xapian::Enquire& enquire) { enquire.add_matchspy(&spy_); }

std::map<std::string, std::vector<FacetCount>> FacetCounter::counts() const {
  std::map<FieldId, std::map<std::string, std::uint64_t>> sums;
  for (auto slot = spy_.values_begin(); slot != spy_.values_end(); ++slot) {
    for (const FacetValue& one : read_facets_value(*slot)) {
      sums[one.field][one.value] += slot.get_termfreq();
    }
  }
  std::map<std::string, std::vector<FacetCount>> counts;
  for (const Field& field : kFields) {
    if (field.facet.empty()) continue;
    std::vector<FacetCount>& of_field = counts[std::string(field.facet)];
    for (const auto& [value, count] : sums[field.id]) of_field.push_back({value, count});
    std::stable_sort(of_field.begin(), of_field.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  }
  return counts;
}

std::string most_frequent(const std::vector<FacetCount>& counts) {
  constexpr std::size_t kShown = 6;
  std::string text;
  for (std::size_t i = 0; i < counts.size() && i < kShown; ++i) {
    text += fmt::format("{}{} ({})", i == 0 ? "" : ", ", counts[i].value, counts[i].count);
  }
  return text;
}

}  // namespace kb
