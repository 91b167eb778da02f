#include "query/search/facets.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "indexer/schema/schema.h"
#include "indexer/schema/terms.h"
#include "query/search/searcher.h"

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

/// Hits from which reading all slots once is cheaper than reading those of each hit.
constexpr std::size_t kManyHits = 500;

Xapian::valueno slot_of(std::size_t facet) {
  return Xapian::valueno(field(kFacets[facet].field).slot);
}

std::map<std::string, std::uint64_t> counts_of_few(IndexTables& tables, std::size_t facet,
                                                   const std::vector<Xapian::docid>& documents) {
  std::map<std::string, std::uint64_t> counts;
  for (const std::string& content : tables.values(slot_of(facet), documents)) ++counts[content];
  return counts;
}

std::map<std::string, std::uint64_t> counts_of_spy(const Xapian::ValueCountMatchSpy& spy) {
  std::map<std::string, std::uint64_t> counts;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) counts[*it] = it.get_termfreq();
  return counts;
}

}  // namespace

FacetTable::FacetTable(IndexTables& tables) : columns_(kFacets.size()) {
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    Column& column = columns_[facet];
    column.contents.emplace_back();
    column.of.resize(tables.last_document() + 1);
    std::unordered_map<std::string, std::uint32_t> known;
    tables.for_each_value(slot_of(facet), [&](Xapian::docid document, std::string_view content) {
      const auto [entry, fresh] = known.try_emplace(
          std::string(content), static_cast<std::uint32_t>(column.contents.size()));
      if (fresh) column.contents.push_back(entry->first);
      column.of[document] = entry->second;
    });
  }
}

std::map<std::string, std::uint64_t> FacetTable::counts(
    std::size_t facet, const std::vector<Xapian::docid>& documents) const {
  const Column& column = columns_[facet];
  std::vector<std::uint64_t> sums(column.contents.size());
  for (const Xapian::docid document : documents) ++sums[column.of[document]];
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i] != 0) counts.emplace(column.contents[i], sums[i]);
  }
  return counts;
}

/// Notes the documents found; Xapian goes through them in their order.
class FacetCounter::Watcher : public Xapian::MatchSpy {
 public:
  explicit Watcher(std::vector<Xapian::docid>& documents) : documents_(documents) {}
  void operator()(const Xapian::Document& document, double /*weight*/) override {
    documents_.push_back(document.get_docid());
  }

 private:
  std::vector<Xapian::docid>& documents_;
};

FacetCounter::FacetCounter(bool divided) : divided_(divided) {
  for (std::size_t facet = 0; divided && facet < kFacets.size(); ++facet) {
    spies_.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot_of(facet)));
  }
}

FacetCounter::~FacetCounter() = default;

void FacetCounter::watch(Xapian::Enquire& enquire) {
  for (const auto& spy : spies_) enquire.add_matchspy(spy.get());
  if (divided_) return;
  watcher_ = std::make_unique<Watcher>(documents_);
  enquire.add_matchspy(watcher_.get());
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::counts(
    IndexTables& tables, std::shared_ptr<FacetTable>& table) const {
  if (!table && documents_.size() >= kManyHits) table = std::make_shared<FacetTable>(tables);
  std::map<std::string, std::vector<FacetCount>> out;
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    std::map<std::string, std::uint64_t> by_content;
    if (divided_) {
      by_content = counts_of_spy(*spies_[facet]);
    } else if (table) {
      by_content = table->counts(facet, documents_);
    } else {
      by_content = counts_of_few(tables, facet, documents_);
    }
    std::map<std::string, std::uint64_t> sums;
    for (const auto& [content, count] : by_content) {
      if (content.empty()) continue;
      for (const std::string& value : values_of(kFacets[facet].shape, content)) {
        sums[value] += count;
      }
    }
    std::vector<FacetCount>& counts = out[std::string(kFacets[facet].name)];
    for (const auto& [value, count] : sums) counts.push_back({value, count});
    std::stable_sort(counts.begin(), counts.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
  }
  return out;
}

}  // namespace kb
