// Headings that are none to the page: words in bold, or in front of a colon, on a line of text.
//
//   Problem                     alone between blank lines, in bold or not
//   Cause:                      alone on its line
//   Solution: Delete it.        in front of its text
//
// Help desks write so, and so do exports that have lost their marks. A log has such lines too, so
// they count together: only on a page without any standard heading, only names of the closed list
// (heading_kinds.h), only where two kinds are named, and a resolution or a workaround is one.
#pragma once

#include "parser/pages/page.h"

namespace kb {

/// Makes such lines headings of level 2, the text behind a colon a line of its own.
void mark_spoken_headings(PageLines& lines);

}  // namespace kb
