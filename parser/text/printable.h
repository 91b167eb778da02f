// Text that others wrote, as a terminal may be sent it.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// `text` with every control as an escape: `\u001b` for a character of C0 (but for line ends and
/// tabs), DEL, C1 or what turns the direction of writing (U+061C, U+200E, U+200F, U+202A..U+202E,
/// U+2066..U+2069), `\xfc` for a byte that is no UTF-8. The escapes of characters are those of
/// JSON: a JSON text stays the same value. Linear.
std::string printable(std::string_view text);

/// The same as one line: line ends and tabs are escaped too.
std::string printable_line(std::string_view text);

}  // namespace kb
