#include "query/search/article_meanings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>
#include <string>
#include <utility>

#include "indexer/schema/meaning.h"
#include "indexer/schema/schema.h"

namespace kb {
namespace {

/// kMeaningSize, filled with zeros to what compilers multiply sixteen at a time.
constexpr std::size_t kRowSize = (kMeaningSize + 15) / 16 * 16;

/// 16 bits each: processors multiply and add up eight or more of these at a time, and have no such
/// instruction for 8 bits.
using Row = std::array<std::int16_t, kRowSize>;

Row row_of(std::string_view meaning) {
  Row row{};
  std::transform(meaning.begin(), meaning.end(), row.begin(),
                 [](char component) { return static_cast<std::int8_t>(component); });
  return row;
}

Row widened(const std::int8_t* components) {
  Row row;
  std::copy_n(components, kRowSize, row.begin());
  return row;
}

std::int32_t product(const Row& a, const Row& b) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kRowSize; ++i) sum += std::int32_t(a[i]) * b[i];
  return sum;
}

double length_of(const Row& row) { return std::sqrt(double(product(row, row))); }

}  // namespace

ArticleMeanings::ArticleMeanings(const Xapian::Database& database, bool over_network) {
  documents_.reserve(database.get_doccount());
  components_.reserve(database.get_doccount() * kRowSize);
  lengths_.reserve(database.get_doccount());
  if (over_network) {
    read_as_match(database);
  } else {
    read_slot(database);
  }
}

void ArticleMeanings::read_slot(const Xapian::Database& database) {
  const auto slot = Xapian::valueno(field(FieldId::kMeaning).slot);
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value) {
    add(value.get_docid(), *value);
  }
}

void ArticleMeanings::read_as_match(const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query::MatchAll);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(Xapian::valueno(field(FieldId::kMeaning).slot), false);
  const Xapian::MSet all = enquire.get_mset(0, database.get_doccount());
  std::vector<std::pair<Xapian::docid, std::string>> found;
  for (auto it = all.begin(); it != all.end(); ++it) found.emplace_back(*it, it.get_sort_key());
  std::sort(found.begin(), found.end());
  for (const auto& [document, meaning] : found) add(document, meaning);
}

void ArticleMeanings::add(Xapian::docid document, std::string_view meaning) {
  if (meaning.size() != kMeaningSize) return;
  documents_.push_back(document);
  components_.insert(components_.end(), meaning.begin(), meaning.end());
  components_.resize(documents_.size() * kRowSize);
  lengths_.push_back(length_of(widened(&components_[components_.size() - kRowSize])));
}

std::vector<Xapian::docid> ArticleMeanings::closest(std::string_view question,
                                                    std::size_t most) const {
  if (question.size() != kMeaningSize) return {};
  const Row asked = row_of(question);
  using Far = std::pair<double, Xapian::docid>;  // closeness less than nothing, document
  std::priority_queue<Far> nearest;              // the farthest of them on top
  for (std::size_t i = 0; i < documents_.size() && most > 0; ++i) {
    const std::int32_t sum = product(widened(&components_[i * kRowSize]), asked);
    const Far one(-sum / lengths_[i], documents_[i]);
    if (nearest.size() == most) {
      if (nearest.top() <= one) continue;
      nearest.pop();
    }
    nearest.push(one);
  }
  std::vector<Xapian::docid> found;
  for (; !nearest.empty(); nearest.pop()) found.push_back(nearest.top().second);
  std::sort(found.begin(), found.end());
  return found;
}

void ArticleMeanings::measure(std::string_view question, std::vector<Candidate>& candidates) const {
  if (question.size() != kMeaningSize) return;
  const Row asked = row_of(question);
  const double length = length_of(asked);
  for (Candidate& candidate : candidates) {
    const auto known = std::lower_bound(documents_.begin(), documents_.end(), candidate.document);
    if (known == documents_.end() || *known != candidate.document) continue;
    const auto i = std::size_t(known - documents_.begin());
    const std::int32_t sum = product(widened(&components_[i * kRowSize]), asked);
    candidate.closeness = sum / (lengths_[i] * length);
  }
}

}  // namespace kb
