// Whether a name was probably meant by another: for names of commands, options and fields.
#pragma once

#include <string_view>

namespace kb {

/// True if one edit (a letter more, less or other, or two neighbours exchanged) turns `a` into `b`;
/// two edits where both have six and more letters. Constant time for names that differ much in
/// length, else quadratic in it.
bool is_near(std::string_view a, std::string_view b);

}  // namespace kb
