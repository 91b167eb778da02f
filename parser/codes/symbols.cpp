#include "parser/codes/symbols.h"

#include <algorithm>
#include <iterator>

#include "parser/codes/code_bits.h"
#include "parser/text/ascii.h"

namespace kb {
namespace {

// A row of the table: its name is `length` characters of kNames from `offset`. Rows are sorted by
// name in capitals; kByValue holds their indices sorted by value, then by header.
struct Row {
  std::uint32_t value;
  std::uint32_t offset;
  std::uint8_t length;
  std::uint8_t header;
  std::uint8_t family;
};

#include "symbol_table.inc"

std::string_view name_of_row(const Row& row) { return {kNames + row.offset, row.length}; }

SymbolInfo info_of(const Row& row) {
  return {name_of_row(row), row.value, CodeFamily(row.family), kHeaderNames[row.header]};
}

bool less_without_case(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return to_upper(x) < to_upper(y); });
}

}  // namespace

std::optional<SymbolInfo> find_symbol(std::string_view name) {
  const auto row = std::lower_bound(std::begin(kRows), std::end(kRows), name,
                                    [](const Row& r, std::string_view wanted) {
                                      return less_without_case(name_of_row(r), wanted);
                                    });
  if (row == std::end(kRows) || !iequals(name_of_row(*row), name)) return std::nullopt;
  return info_of(*row);
}

std::vector<SymbolInfo> symbols_of(std::uint32_t value) {
  std::vector<SymbolInfo> out;
  const auto first =
      std::lower_bound(std::begin(kByValue), std::end(kByValue), value,
                       [](std::uint16_t i, std::uint32_t v) { return kRows[i].value < v; });
  for (auto i = first; i != std::end(kByValue) && kRows[*i].value == value; ++i) {
    out.push_back(info_of(kRows[*i]));
  }
  return out;
}

std::vector<SymbolInfo> symbols_of(std::uint32_t value, CodeFamily family) {
  std::vector<SymbolInfo> out = symbols_of(value);
  out.erase(std::remove_if(out.begin(), out.end(),
                           [family](const SymbolInfo& info) { return info.family != family; }),
            out.end());
  return out;
}

std::string canonical_of(const SymbolInfo& symbol) {
  return canonical_code(symbol.family, symbol.value);
}

std::size_t symbol_count() { return std::size(kRows); }

SymbolInfo symbol_at(std::size_t index) { return info_of(kRows[index]); }

bool matches_wildcard(std::string_view text, std::string_view pattern) {
  std::size_t t = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;  // last `*` seen, and where its match may grow
  std::size_t grown = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      grown = t;
    } else if (p < pattern.size() &&
               (pattern[p] == '?' || to_upper(pattern[p]) == to_upper(text[t]))) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++grown;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::vector<SymbolInfo> symbols_like(std::string_view pattern, std::size_t limit) {
  std::vector<SymbolInfo> out;
  for (const Row& row : kRows) {
    if (out.size() == limit) break;
    if (matches_wildcard(name_of_row(row), pattern)) out.push_back(info_of(row));
  }
  return out;
}

}  // namespace kb
