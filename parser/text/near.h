// How near one name is to another that was probably meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace kb {

/// The fewest edits that turn `a` into `b`: a letter more, less or other, or two neighbours
/// exchanged. Takes time and memory in proportion to the product of the lengths.
std::size_t edits_between(std::string_view a, std::string_view b);

/// True if one edit turns `a` into `b`, or two where both have six and more letters: for names of
/// commands, options and fields. Takes constant time for names that differ much in length.
bool is_near(std::string_view a, std::string_view b);

}  // namespace kb
