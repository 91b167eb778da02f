// Character sets of translated pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// UTF-8 text of an HTML page whose META names a character set of a closed list (Shift_JIS, EUC-JP,
/// GB2312, Big5, EUC-KR, Windows 1250 to 1258 but 1252, KOI8-R, Latin 2 to 9), bytes that are none in
/// it as U+FFFD; null for any other text. The names are those of the C library's converter. Linear.
std::optional<std::string> page_in_its_charset(std::string_view bytes);

/// True for the names of that list, in any case.
bool knows_charset(std::string_view name);

}  // namespace kb
