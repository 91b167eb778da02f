#include "query/facets.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

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

/// Hits from which reading all slots once is cheaper than reading those of each hit.
constexpr std::size_t kManyHits = 500;

Xapian::valueno slot_of(std::size_t facet) {
  return Xapian::valueno(field(kFacets[facet].field).slot);
}

std::map<std::string, std::uint64_t> counts_of_few(const Xapian::Database& database,
                                                   std::size_t facet,
                                                   const std::vector<Xapian::docid>& documents) {
  std::map<std::string, std::uint64_t> counts;
  for (const Xapian::docid document : documents) {
    ++counts[database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot_of(facet))];
  }
  return counts;
}

std::map<std::string, std::uint64_t> counts_of_spy(const Xapian::ValueCountMatchSpy& spy) {
  std::map<std::string, std::uint64_t> counts;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) counts[*it] = it.get_termfreq();
  return counts;
}

}  // namespace

FacetTable::FacetTable(const Xapian::Database& database) : columns_(kFacets.size()) {
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    Column& column = columns_[facet];
    column.contents.emplace_back();
    column.of.resize(database.get_lastdocid() + 1);
    std::unordered_map<std::string, std::uint32_t> known;
    const auto end = database.valuestream_end(slot_of(facet));
    for (auto it = database.valuestream_begin(slot_of(facet)); it != end; ++it) {
      const auto [entry, fresh] =
          known.try_emplace(*it, static_cast<std::uint32_t>(column.contents.size()));
      if (fresh) column.contents.push_back(entry->first);
      column.of[it.get_docid()] = entry->second;
    }
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

/// Notes the documents found.
class FacetCounter::Watcher : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double /*weight*/) override {
    documents.push_back(document.get_docid());
  }
  std::vector<Xapian::docid> documents;
};

FacetCounter::FacetCounter(bool divided) {
  if (!divided) {
    watcher_ = std::make_unique<Watcher>();
    return;
  }
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    spies_.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot_of(facet)));
  }
}

FacetCounter::~FacetCounter() = default;

void FacetCounter::watch(Xapian::Enquire& enquire) {
  if (watcher_) enquire.add_matchspy(watcher_.get());
  for (const auto& spy : spies_) enquire.add_matchspy(spy.get());
}

void FacetCounter::note(std::vector<Xapian::docid> documents) {
  watcher_->documents = std::move(documents);
}

std::map<std::string, std::vector<FacetCount>> FacetCounter::counts(
    const Xapian::Database& database, std::shared_ptr<FacetTable>& table) const {
  if (watcher_ && !table && watcher_->documents.size() >= kManyHits) {
    table = std::make_shared<FacetTable>(database);
  }
  std::map<std::string, std::vector<FacetCount>> out;
  for (std::size_t facet = 0; facet < kFacets.size(); ++facet) {
    std::map<std::string, std::uint64_t> by_content;
    if (!watcher_) {
      by_content = counts_of_spy(*spies_[facet]);
    } else if (table) {
      by_content = table->counts(facet, watcher_->documents);
    } else {
      by_content = counts_of_few(database, facet, watcher_->documents);
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
