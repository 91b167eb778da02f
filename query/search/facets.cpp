#include "query/search/facets.h"

#include <algorithm>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"

namespace kb {
namespace {

std::vector<std::string> values_of(FacetShape shape, const std::string& slot) {
  switch (shape) {
    case FacetShape::kNone:
      return {};
    case FacetShape::kOne:
      return {slot};
    case FacetShape::kList:
      return read_list_value(slot);
    case FacetShape::kYear:
      return {slot.substr(0, 4)};
  }
  return {};
}

/// Takes the slots that `spy` saw apart into values, and counts them, the most frequent first.
std::vector<FacetCount> counts_of(const Xapian::ValueCountMatchSpy& spy, FacetShape shape) {
  std::map<std::string, std::uint64_t> sums;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
    for (const std::string& value : values_of(shape, *it)) sums[value] += it.get_termfreq();
  }
  std::vector<FacetCount> counts;
  for (const auto& [value, count] : sums) counts.push_back({value, count});
  std::stable_sort(counts.begin(), counts.end(),
                   [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  return counts;
}

}  // namespace

FacetCounter::FacetCounter() {
  for (const Field& field : kFields) {
    if (field.shape == FacetShape::kNone) continue;
    spies_.emplace_back(&field, std::make_unique<Xapian::ValueCountMatchSpy>(field.slot));
  }
}

void FacetCounter::watch(Xapian::Enquire& enquire) {
  for (const auto& [field, spy] : spies_) enquire.add_matchspy(spy.get());
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::counts() const {
  std::map<std::string, std::vector<FacetCount>> out;
  for (const auto& [field, spy] : spies_) {
    out[std::string(field->facet)] = counts_of(*spy, field->shape);
  }
  return out;
}

}  // namespace kb
