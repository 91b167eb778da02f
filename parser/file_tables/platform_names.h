// Names of processors and systems as platform columns print them, and where they end in text.
//
// Used by row_reader.h: in a flat document nothing but the name itself shows where the platform of
// a table's last row ends. Names seen in the archive: `Intel`, `(x86)`, `Alpha`, `i386`, `MIPS`,
// `Intel and Alpha`, `Win98 128bit`, `Windows 98 Second Edition`, `Windows 95/98/ME`,
// `ARM720 (Debug)`; single words are in table_values.h.
#pragma once

#include <cstddef>
#include <string_view>

#include "parser/text/word_scanner.h"

namespace kb {

/// The word without a `<BR>` that a converter left and without footnote stars; never empty unless
/// `word` is.
std::string_view clean_word(std::string_view word);

/// The word behind `word`, which may have been cleaned.
PrintedWord word_behind(std::string_view text, const PrintedWord& word);

/// A word of a system's name: `Windows`, `98`, `95/98/ME`, `Edition`.
bool is_system_name(std::string_view word);

/// The offset behind the `(...)` that starts with `word`, of at most four words; 0 if it is none.
/// `word` is not empty.
std::size_t parenthesis_end(std::string_view text, PrintedWord word);

/// What may stand in parentheses behind a platform: `(Retail)`, not a sentence or an address.
bool is_short_note(std::string_view text);

/// True if one of the words, in parentheses or not, is a platform.
bool names_platform(std::string_view text);

/// Behind the name of processors or of a system that starts with `first`, such as `Windows 98
/// (retail)`; its beginning if it is no known name. `first` is not empty.
std::size_t known_names_end(std::string_view text, const PrintedWord& first);

/// Behind the name of processors whose first word is `first`: `Intel and Alpha`, `x86 (Retail)`.
std::size_t processors_end(std::string_view text, const PrintedWord& first);

}  // namespace kb
