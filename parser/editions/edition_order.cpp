#include "parser/editions/edition_order.h"

#include <algorithm>
#include <vector>

namespace kb {
namespace {

/// How much of an article a dialect keeps; more is better.
int richness(Dialect dialect) {
  switch (dialect) {
    case Dialect::kDocument:
      return 4;
    case Dialect::kJekyll:
      return 3;
    case Dialect::kDocumentFlat:
      return 2;
    case Dialect::kHtml:
    case Dialect::kMarkdown:
      return 1;
    case Dialect::kText:
      return 0;
  }
  return 0;
}

/// Every three neighbouring letters, sorted.
std::vector<std::string_view> triples(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) out.push_back(text.substr(i, 3));
  std::sort(out.begin(), out.end());
  return out;
}

bool share_half(std::string_view a, std::string_view b) {
  const auto of_a = triples(a);
  const auto of_b = triples(b);
  std::vector<std::string_view> shared;
  std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                        std::back_inserter(shared));
  const std::size_t shorter = std::min(of_a.size(), of_b.size());
  return shorter != 0 && shared.size() * 2 >= shorter;
}

}  // namespace

bool differs_in_date(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && a != b;
}

bool is_better_edition(const EditionKey& a, const EditionKey& b) {
  if (differs_in_date(a.date, b.date)) return a.date > b.date;
  return richness(a.dialect) > richness(b.dialect);
}

bool may_be_same_title(std::string_view a, std::string_view b, Printed printed) {
  const std::size_t length = std::min(a.size(), b.size());
  if (a.compare(0, length, b, 0, length) == 0) return true;
  return printed == Printed::kAtDifferentTimes && share_half(a, b);
}

}  // namespace kb
