// What a number in a pasted text is that is no code: an address, a date, a version ...
#pragma once

#include <cstddef>
#include <string_view>

namespace kb {

/// `an address`, `a date`, `a time`, `a version`, `a network address`, `an amount`, `a class id`: what
/// the shape of the word says that it is; empty for every other word. Marks around it are ignored.
std::string_view shape_of(std::string_view word);

/// What stands in front of the number at `begin` of `text` and makes it no code: `an offset`, `an
/// address`, `the value of a register`; empty if nothing does.
std::string_view role_of(std::string_view text, std::size_t begin);

}  // namespace kb
