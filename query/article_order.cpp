#include "query/article_order.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/schema.h"

namespace kb {
namespace {

// To read all numbers takes as long as to look up one in so many of them, and some.
constexpr std::size_t kManyOf = 16;
constexpr std::size_t kFew = 1000;

}  // namespace

void ArticleOrder::read(std::vector<Xapian::docid> documents) {
  if (known_) return;
  std::erase_if(documents, [&](Xapian::docid document) { return numbers_.contains(document); });
  if (numbers_.size() + documents.size() > tables_.articles() / kManyOf + kFew) {
    read_all();
    return;
  }
  std::sort(documents.begin(), documents.end());
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  const std::vector<std::string> numbers = tables_.values(slot, documents);
  for (std::size_t i = 0; i < documents.size(); ++i) numbers_[documents[i]] = numbers[i];
}

void ArticleOrder::read_all() {
  known_ = true;
  numbers_.clear();
  const Xapian::Database& database = tables_.database();
  // An article without a number comes first, as in Xapian, whose values are empty strings then.
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  bool in_order = database.get_value_freq(slot) == database.get_doccount();
  std::string before;
  const auto end = database.valuestream_end(slot);
  for (auto it = database.valuestream_begin(slot); in_order && it != end; ++it) {
    std::string number = *it;
    in_order = before <= number;
    before = std::move(number);
  }
  if (in_order) return;
  std::vector<std::pair<std::string, Xapian::docid>> numbers;
  for (Xapian::docid document = 0; document <= database.get_lastdocid(); ++document) {
    numbers.emplace_back(std::string(), document);
  }
  for (auto it = database.valuestream_begin(slot); it != end; ++it) {
    numbers[it.get_docid()].first = *it;
  }
  std::sort(numbers.begin(), numbers.end());
  places_.resize(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    places_[numbers[i].second] = std::uint32_t(i);
  }
}

}  // namespace kb
