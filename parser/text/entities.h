// `&lt;`, `&#8217;`, `&nbsp;`: characters that HTML spells out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kb {

/// Appends the character that the entity at `at` (a `&`) stands for and returns its length in
/// bytes; appends nothing and returns 0 if there is none that is known. The final `;` may be
/// missing behind a number and behind `&lt`, `&gt`, `&amp`, `&quot`, `&nbsp`. A no-break space is a
/// blank, a soft hyphen is nothing; numbers from 128 to 159 are read as code page 1252.
std::size_t append_entity(std::string_view text, std::size_t at, std::string& out);

/// `text` with its entities as characters.
std::string decode_entities(std::string_view text);

}  // namespace kb
