#include "query/search/near_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/schema/record.h"
#include "parser/fields/article_id.h"
#include "query/compile/similar.h"

namespace kb {
namespace {

constexpr std::size_t kMostNear = 5;
constexpr std::string_view kDigits = "0123456789";

/// True for digits that lie side by side on the keyboard or look alike on paper.
bool is_alike(char a, char b) {
  constexpr std::string_view kAlike[] = {"17", "38", "56", "08", "06", "49", "58", "68", "09"};
  const bool beside = a - b == 1 || b - a == 1;
  return beside || std::any_of(std::begin(kAlike), std::end(kAlike), [&](std::string_view pair) {
           return pair.find(a) != std::string_view::npos && pair.find(b) != std::string_view::npos;
         });
}

/// Returns the numbers from which one slip makes `typed`, the likeliest first; some more than once.
std::vector<std::string> meant_by(const std::string& typed) {
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i + 1 < typed.size(); ++i) {
    std::string number = typed;
    std::swap(number[i], number[i + 1]);
    numbers.push_back(number);
  }
  for (std::size_t i = typed.size() + 1; i-- > 0;) {
    for (const char digit : kDigits) numbers.push_back(std::string(typed).insert(i, 1, digit));
  }
  for (std::size_t i = 0; i < typed.size(); ++i) numbers.push_back(std::string(typed).erase(i, 1));
  for (const bool alike : {true, false}) {
    for (std::size_t i = 0; i < typed.size(); ++i) {
      for (const char digit : kDigits) {
        if (digit == typed[i] || is_alike(digit, typed[i]) != alike) continue;
        numbers.push_back(typed);
        numbers.back()[i] = digit;
      }
    }
  }
  return numbers;
}

}  // namespace

std::vector<NearNumber> near_numbers(const Xapian::Database& database, const std::string& id) {
  std::vector<NearNumber> near;
  if (id.empty()) return near;
  for (const std::string& number : meant_by(id.substr(1))) {
    if (near.size() == kMostNear) break;
    const auto other = canonical_article_id(number);
    const auto is_other = [&](const NearNumber& one) { return one.id == *other; };
    if (!other || *other == id || std::any_of(near.begin(), near.end(), is_other)) continue;
    const Xapian::docid document = document_of(database, *other);
    if (document == 0) continue;
    const auto record = decode_record_header(database.get_document(document).get_data());
    near.push_back({*other, record ? record->title : ""});
  }
  return near;
}

std::string no_such_article(const Xapian::Database& database, const std::string& id) {
  std::string text = fmt::format("there is no {}", id);
  const char* before = "; near: ";
  for (const NearNumber& near : near_numbers(database, id)) {
    text += fmt::format("{}{} ({})", before, near.id, near.title);
    before = ", ";
  }
  return text;
}

}  // namespace kb
