// Links to articles of the Knowledge Base, and numbers that stand for one, as text.
//
// Pages of 2002 and later print a cited article's number without its letter, before its title or
// before its address:
//
//   191014 XGEN: Title                                    at the start of a line that belongs to a
//                                                         list of articles
//   65416 (http://support.microsoft.com/kb/65416/EN-US/) Title
//
// Both become `Q191014 XGEN: Title`, the form that all older articles have, so that one reader of
// references (citations/references.h), the links of a display and a search for the number need to
// know no other.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/pages/page.h"

namespace kb {

/// The article that an address leads to; null for all other places, and for a place within a page
/// (`...kb/906305#top`).
std::optional<std::string> linked_article(std::string_view address);

/// The text of a link to article `id`: the id instead of a text that is nothing but its number,
/// else the text, with the id behind it in parentheses unless it names it already.
std::string link_text(std::string_view text, std::string_view id);

/// Writes the numbers of cited articles in `lines` with their letter. A number at the start of a
/// line counts below a line that announces articles (`... in the Microsoft Knowledge Base:`), below
/// another such number, and under a heading of references; anywhere with its own address behind it.
void letter_article_numbers(PageLines& lines);

}  // namespace kb
