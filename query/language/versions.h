// Ranges of versions: `5.5.2400..5.5.2500`, `5.5.2400..`, `..4.0`.
//
// Versions of products and of files are terms of one field, and terms sort as text. So the index's
// few thousand different versions are read one by one, and those that lie in the range as numbers
// are asked for.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// The numbers at the beginning of a version: 5, 5, 2448, 0 of `5.5.2448.0`; 4, 0 of `4.0 SP6a`.
/// Empty if there is none.
std::vector<std::uint64_t> version_numbers(std::string_view version);

/// A bound holds every version that begins with its numbers: `..5.5` holds 5.5.2448.0. An empty
/// bound is open.
struct VersionRange {
  std::vector<std::uint64_t> first;
  std::vector<std::uint64_t> last;

  bool holds(const std::vector<std::uint64_t>& version) const;
};

/// A range with `..` in it, bounds in either order; null if a bound is no version or both are open.
std::optional<VersionRange> parse_version_range(std::string_view text);

/// The terms of the versions in the range that the index holds.
std::vector<std::string> terms_in(const VersionRange& range, const Xapian::Database& database);

}  // namespace kb
