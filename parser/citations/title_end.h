// Where a title ends that is followed by anything else on the same run of words.
//
// Used by reference_title.cpp. Certain ends: the next id, a numbered step, `-or-`, `NOTE:`, an
// address, a table, a sub-heading underlined by as many dashes as it has characters. Otherwise each
// word with a capital is weighed as the first word of a sentence: what stands before it should read
// like a title (Capitals, no plain words in lower case, at most some 80 characters), what follows
// like prose (`For more information about ...`). The best cut wins; the weights were fitted by hand
// on articles whose line ends are known.
#pragma once

#include <cstddef>
#include <string_view>

namespace kb {

inline constexpr std::size_t kLongestTitle = 400;  ///< bytes looked at behind an id

/// The end of the title that begins at `begin`, at most `limit`; `begin` if prose stands there.
std::size_t title_end(std::string_view text, std::size_t begin, std::size_t limit);

/// True if the first words at `pos` could be those of a title: none of them is a plain word in
/// lower case.
bool reads_like_title(std::string_view text, std::size_t pos);

/// True if `word` stands behind every title: a notice, a label, an address, a table.
bool ends_titles(std::string_view word);

/// True if an id begins at `pos`, brackets and quotes before it passed over.
bool begins_id(std::string_view text, std::size_t pos);

}  // namespace kb
