#include "query/article_order.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/schema.h"

namespace kb {

ArticleOrder::ArticleOrder(const Xapian::Database& database) {
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
