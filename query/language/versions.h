// Ranges of versions: `5.5.2400..5.5.2500`, `5.5.2400..`, `..4.0`.
//
// Versions of products and of files are terms of one field, and terms sort as text. So the few
// thousand version terms of the index are read one by one, and those whose numbers lie in the range
// are searched for.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// Returns the numbers at the beginning of a version: 5, 5, 2448, 0 for `5.5.2448.0`; 4, 0 for
/// `4.0 SP6a`. Empty if there is none.
std::vector<std::uint64_t> version_numbers(std::string_view version);

/// A bound includes every version that begins with its numbers: `..5.5` includes 5.5.2448.0. An
/// empty bound is open.
struct VersionRange {
  std::vector<std::uint64_t> first;
  std::vector<std::uint64_t> last;

  bool holds(const std::vector<std::uint64_t>& version) const;
};

/// Reads a range with `..`, its bounds in either order. Returns null if there is no `..`, if a
/// bound is no version, or if both are open.
std::optional<VersionRange> parse_version_range(std::string_view text);

/// Returns the version terms of the index that lie in the range. Throws Xapian::Error.
std::vector<std::string> terms_in(const VersionRange& range, const Xapian::Database& database);

}  // namespace kb
