// What a number may mean in a query: the canonical forms of every family it can belong to.
//
// Internal to code_query.cpp. Each function appends to the readings, likeliest first, and leaves
// out what is there already, so a caller puts the reading its label asks for in front.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/codes/in_queries/code_query.h"

namespace kb {

using Readings = std::vector<CodeReading>;

void add(Readings& readings, CodeFamily family, std::string canonical);
void add(Readings& readings, CodeFamily family, std::uint32_t value);

/// True if the table of symbols names the value in this family.
bool is_named(std::uint32_t value, CodeFamily family);

/// A value in hexadecimal or above 2^31, printed with so many digits.
void add_value(Readings& readings, std::uint32_t value, std::size_t digits);
/// A negative decimal, as the bits of its value.
void add_negative(Readings& readings, std::uint32_t value);
/// A bare decimal: the families whose tables know it first, then all others.
void add_bare(Readings& readings, std::string_view digits);

}  // namespace kb
