// Gives a collapsed section its lines again, as far as they can be told.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// Puts line breaks into text whose own were lost (one line, single blanks): sub-headings and their
/// rulers, table rulers, box rows, list items (` 1. `, ` - `) after the end of a sentence, notes,
/// and paragraphs after a colon before a quoted reference. Only blanks change: the words and their
/// order stay. Where it is ambiguous the text stays whole.
std::string unfold(std::string_view text);

}  // namespace kb
