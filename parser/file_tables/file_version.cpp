#include "parser/file_tables/file_version.h"

#include <algorithm>
#include <cstdint>

#include "parser/text/ascii.h"

namespace kb {
namespace {

constexpr bool is_separator(char c) { return c == '.' || c == ':' || c == ',' || c == '('; }

struct Part {
  std::uint64_t number = 0;
  std::string_view letters;
};

/// Takes the parts of one version from its front.
class PartReader {
 public:
  explicit PartReader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  /// The next part; 0 without letters behind the last.
  Part next() {
    Part part{take_number(), take_letters()};
    if (is_wildcard(part.letters)) part = {widen(part.number, part.letters.size()), {}};
    skip_separator();
    return part;
  }

 private:
  static constexpr std::uint64_t kLargest = 1'000'000'000'000'000'000;

  static bool is_wildcard(std::string_view letters) {
    return !letters.empty() &&
           std::all_of(letters.begin(), letters.end(), [](char c) { return to_lower(c) == 'x'; });
  }

  static std::uint64_t append(std::uint64_t number, unsigned digit) {
    return std::min(number * 10 + digit, kLargest);
  }

  static std::uint64_t widen(std::uint64_t number, std::size_t digits) {
    for (; digits > 0 && number > 0 && number < kLargest; --digits) number = append(number, 0);
    return number;
  }

  std::uint64_t take_number() {
    std::uint64_t number = 0;
    for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1))
      if (number < kLargest) number = append(number, unsigned(rest_.front() - '0'));
    return number;
  }

  std::string_view take_letters() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_alnum);
    const std::string_view letters = rest_.substr(0, std::size_t(end - rest_.begin()));
    rest_.remove_prefix(letters.size());
    return letters;
  }

  /// Anything but a separator ends the version; in parentheses only a number counts.
  void skip_separator() {
    if (rest_.empty() || !is_separator(rest_.front())) {
      rest_ = {};
      return;
    }
    const bool build = rest_.front() == '(';
    rest_.remove_prefix(1);
    while (build && !rest_.empty() && !is_digit(rest_.front())) rest_.remove_prefix(1);
  }

  std::string_view rest_;
};

std::weak_ordering compare_letters(std::string_view a, std::string_view b) {
  return std::lexicographical_compare_three_way(
      a.begin(), a.end(), b.begin(), b.end(),
      [](char x, char y) -> std::weak_ordering { return to_lower(x) <=> to_lower(y); });
}

}  // namespace

std::weak_ordering compare_file_versions(std::string_view a, std::string_view b) {
  PartReader left(trim(a));
  PartReader right(trim(b));
  while (!left.done() || !right.done()) {
    const Part x = left.next();
    const Part y = right.next();
    if (x.number != y.number) return x.number <=> y.number;
    if (const auto letters = compare_letters(x.letters, y.letters); letters != 0) return letters;
  }
  return std::weak_ordering::equivalent;
}

}  // namespace kb
