// The lines of a page as the sections of a record.
#pragma once

#include <string_view>
#include <vector>

#include "parser/article.h"
#include "parser/pages/page.h"

namespace kb {

/// Sections begin at headings of level 1 or 2 and at deeper ones of a standard kind
/// (heading_kinds.h, or what the page says itself). Every other heading stays in the text, underlined
/// by dashes. Text before the first section is a body; there is at least one section.
/// Where `below` is kText, headings deeper than the highest one of a standard kind are no sections,
/// whatever they say: `<h3>Workarounds</h3>` in an `<h2>MORE INFORMATION</h2>`.
enum class Deeper { kSections, kText };
std::vector<Section> page_sections(const PageLines& lines, Deeper below);

/// Text as the lines of a page; no line is a heading.
PageLines lines_of(std::string_view text);

}  // namespace kb
