// Below the header: residue, applies-to block, sections, query words, footer, legal notice.
//
//   3.00 3.10                                      header residue (old field values, unlabelled)
//   ----(79)
//   The information in this article applies to:    applies-to block; bullets nest by indent
//    - Microsoft X, versions 1.0, 1.1
//   ----(79)
//   IMPORTANT: ...                                 text before the first heading: kBody
//   SYMPTOMS
//   ========
//   ...
//   Additional query words: ...                    may be missing, misspelt, twice, on more lines
//   ====(70)
//   Keywords          : kbprg                      footer: labels in a fixed order, all optional
//   ====(77)
//   THE INFORMATION PROVIDED IN ...                legal notice, dropped
//
// Shared by the two dialects that keep their lines (document.cpp, jekyll.cpp). Nothing is refused:
// whatever is missing stays empty, and a line that is none of the above is section text.
#pragma once

#include <cstddef>
#include <string_view>

#include "parser/dialects/parts.h"
#include "parser/dialects/sections.h"

namespace kb {

/// Reads the text below the header into `parts` (residue to footer). `body` has "\n" line ends.
void read_body(std::string_view body, Labels labels, Parts& parts);

}  // namespace kb
