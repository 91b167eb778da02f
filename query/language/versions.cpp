#include "query/language/versions.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "indexer/schema/schema.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

using Numbers = std::vector<std::uint64_t>;

/// Compares as many numbers as `bound` has; a shorter version is padded with zeros.
int compare(const Numbers& version, const Numbers& bound) {
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const std::uint64_t number = i < version.size() ? version[i] : 0;
    if (number != bound[i]) return number < bound[i] ? -1 : 1;
  }
  return 0;
}

}  // namespace

std::vector<std::uint64_t> version_numbers(std::string_view version) {
  constexpr std::uint64_t kLargest = std::numeric_limits<std::uint64_t>::max() / 100;
  Numbers numbers;
  std::size_t at = 0;
  while (at < version.size() && is_digit(version[at])) {
    std::uint64_t number = 0;
    for (; at < version.size() && is_digit(version[at]); ++at) {
      if (number < kLargest) number = number * 10 + std::uint64_t(version[at] - '0');
    }
    numbers.push_back(number);
    const bool more = at + 1 < version.size() && version[at] == '.' && is_digit(version[at + 1]);
    if (!more) break;
    ++at;
  }
  return numbers;
}

bool VersionRange::holds(const std::vector<std::uint64_t>& version) const {
  return !version.empty() && compare(version, first) >= 0 && compare(version, last) <= 0;
}

std::optional<VersionRange> parse_version_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::string_view from = trim(text.substr(0, dots));
  const std::string_view to = trim(text.substr(dots + 2));
  VersionRange range{version_numbers(from), version_numbers(to)};
  if (range.first.empty() != from.empty() || range.last.empty() != to.empty()) return std::nullopt;
  if (range.first.empty() && range.last.empty()) return std::nullopt;
  if (!range.first.empty() && !range.last.empty() && compare(range.first, range.last) > 0) {
    std::swap(range.first, range.last);
  }
  return range;
}

std::vector<std::string> terms_in(const VersionRange& range, const Xapian::Database& database) {
  const std::string prefix(field(FieldId::kVersion).prefix);
  std::vector<std::string> terms;
  const auto end = database.allterms_end(prefix);
  for (auto it = database.allterms_begin(prefix); it != end; ++it) {
    const std::string term = *it;
    if (range.holds(version_numbers(std::string_view(term).substr(prefix.size())))) {
      terms.push_back(term);
    }
  }
  return terms;
}

}  // namespace kb
