// What Xapian 1.4 does not tell of a query's parts: factors, constant weights, ranges.
//
// They are read from the bytes of Query::serialise(), and believed only if a query made of what was
// read has the same bytes.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>

namespace kb {

/// The bytes of a query; null if something in it has none.
std::optional<std::string> bytes_of(const Xapian::Query& query);

/// The factor of an OP_SCALE_WEIGHT.
std::optional<double> factor_of(const Xapian::Query& query);

/// The weight of a FixedWeightPostingSource.
std::optional<double> fixed_weight_of(const Xapian::Query& query);

/// The range of an OP_VALUE_RANGE or OP_VALUE_GE; `last` is empty for the latter.
struct SlotRange {
  Xapian::valueno slot = 0;
  std::string first;
  std::optional<std::string> last;
};
std::optional<SlotRange> range_of(const Xapian::Query& query);

}  // namespace kb
