#include "query/article_order.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/schema.h"

namespace kb {
namespace {

/// To read all numbers of 30,000 articles takes about as long as to read those of so many pairs.
constexpr std::size_t kFewQuestions = 200;

}  // namespace

bool ArticleOrder::asked_before(Xapian::docid a, Xapian::docid b) {
  if (++asked_ > kFewQuestions) {
    read_all();
    known_ = true;
    return before(a, b);
  }
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  const auto key = [&](Xapian::docid document) {
    return std::pair(database_.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot),
                     document);
  };
  return key(a) < key(b);
}

void ArticleOrder::read_all() {
  // An article without a number comes first, as in Xapian, whose values are empty strings then.
  const auto slot = Xapian::valueno(field(FieldId::kId).slot);
  bool in_order = database_.get_value_freq(slot) == database_.get_doccount();
  std::string before;
  const auto end = database_.valuestream_end(slot);
  for (auto it = database_.valuestream_begin(slot); in_order && it != end; ++it) {
    std::string number = *it;
    in_order = before <= number;
    before = std::move(number);
  }
  if (in_order) return;
  std::vector<std::pair<std::string, Xapian::docid>> numbers;
  for (Xapian::docid document = 0; document <= database_.get_lastdocid(); ++document) {
    numbers.emplace_back(std::string(), document);
  }
  for (auto it = database_.valuestream_begin(slot); it != end; ++it) {
    numbers[it.get_docid()].first = *it;
  }
  std::sort(numbers.begin(), numbers.end());
  places_.resize(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    places_[numbers[i].second] = std::uint32_t(i);
  }
}

}  // namespace kb
