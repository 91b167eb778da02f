#include "query/query_parts.h"

#include <memory>
#include <string_view>

namespace kb {
namespace {

constexpr std::size_t kLongestShort = 254;  // a length of one byte
constexpr Xapian::valueno kLastShortSlot = 14;

/// How many bytes the double at the front of `bytes` has: behind one byte, which holds the sign,
/// the length of the mantissa and, if it is small, the exponent, one or two of a larger exponent,
/// then the mantissa (Xapian 1.4, common/serialise-double.cc).
std::size_t length_of_double(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const auto lead = static_cast<unsigned char>(bytes.front());
  const std::size_t exponent = (lead & 0x0FU) < 14 ? 0 : (lead & 0x0FU) - 13U;
  return 1 + exponent + (lead >> 4U & 7U) + 1;
}

/// The double at the front of `bytes`. Xapian reads it as the weight of a source.
std::optional<double> read_double(std::string_view bytes) {
  const Xapian::FixedWeightPostingSource reader(0);
  try {
    const std::unique_ptr<Xapian::FixedWeightPostingSource> source(
        reader.unserialise(std::string(bytes.substr(0, length_of_double(bytes)))));
    return source->get_maxweight();
  } catch (const Xapian::SerialisationError&) {
    return std::nullopt;
  }
}

/// A string behind its length.
std::optional<std::string> read_string(std::string_view& bytes) {
  if (bytes.empty()) return std::nullopt;
  const auto size = std::size_t(static_cast<unsigned char>(bytes.front()));
  if (size > kLongestShort || bytes.size() - 1 < size) return std::nullopt;
  std::string text(bytes.substr(1, size));
  bytes.remove_prefix(size + 1);
  return text;
}

}  // namespace

std::optional<std::string> bytes_of(const Xapian::Query& query) {
  try {
    return query.serialise();
  } catch (const Xapian::UnimplementedError&) {
    return std::nullopt;
  }
}

std::optional<double> factor_of(const Xapian::Query& query) {
  const auto bytes = bytes_of(query);
  if (!bytes || bytes->empty()) return std::nullopt;
  const auto factor = read_double(std::string_view(*bytes).substr(1));
  if (!factor) return std::nullopt;
  const Xapian::Query any("x");
  const std::string again = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, any, *factor).serialise();
  const std::size_t head = again.size() - any.serialise().size();
  if (bytes->compare(0, head, again, 0, head) != 0) return std::nullopt;
  return factor;
}

std::optional<double> fixed_weight_of(const Xapian::Query& query) {
  const auto bytes = bytes_of(query);
  if (!bytes) return std::nullopt;
  std::string_view rest = *bytes;
  if (!rest.empty()) rest.remove_prefix(1);
  if (!read_string(rest)) return std::nullopt;  // its name
  const auto value = read_string(rest);
  const auto weight = value ? read_double(*value) : std::nullopt;
  if (!weight) return std::nullopt;
  auto* source = new Xapian::FixedWeightPostingSource(*weight);
  if (Xapian::Query(source->release()).serialise() != *bytes) return std::nullopt;
  return weight;
}

std::optional<SlotRange> range_of(const Xapian::Query& query) {
  const auto bytes = bytes_of(query);
  if (!bytes || bytes->empty()) return std::nullopt;
  SlotRange range;
  range.slot = static_cast<unsigned char>(bytes->front()) & 0x0FU;
  if (range.slot > kLastShortSlot) return std::nullopt;
  std::string_view rest = std::string_view(*bytes).substr(1);
  const auto first = read_string(rest);
  if (!first) return std::nullopt;
  range.first = *first;
  Xapian::Query again(Xapian::Query::OP_VALUE_GE, range.slot, range.first);
  if (query.get_type() == Xapian::Query::OP_VALUE_RANGE) {
    range.last = read_string(rest);
    if (!range.last) return std::nullopt;
    again = {Xapian::Query::OP_VALUE_RANGE, range.slot, range.first, *range.last};
  }
  if (again.serialise() != *bytes) return std::nullopt;
  return range;
}

}  // namespace kb
