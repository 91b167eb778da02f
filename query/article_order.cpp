#include "query/article_order.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/schema/schema.h"

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
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  Xapian::doccount numbered = 0;
  bool in_order = true;
  std::string before;
  tables_.for_each_value(slot, [&](Xapian::docid /*document*/, std::string_view number) {
    in_order = in_order && before <= number;
    before = number;
    ++numbered;
  });
  // An article without a number comes first, as in Xapian, whose values are empty strings then.
  if (in_order && numbered == tables_.articles()) return;
  std::vector<std::pair<std::string, Xapian::docid>> numbers;
  for (Xapian::docid document = 0; document <= tables_.last_document(); ++document) {
    numbers.emplace_back(std::string(), document);
  }
  tables_.for_each_value(slot, [&](Xapian::docid document, std::string_view number) {
    numbers[document].first = number;
  });
  std::sort(numbers.begin(), numbers.end());
  places_.resize(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    places_[numbers[i].second] = std::uint32_t(i);
  }
}

}  // namespace kb
