// The products an article is about, where a page lists them.
//
//   The information in this article applies to:     <- any of these lines or headings begins it;
//   APPLIES TO                                         an inline value is the list itself
//   Applies to: Windows 95, Windows 98
//    - Microsoft X, when used with:                 bullets at any depth are entries of their own,
//       - Microsoft Y                               so are lines of a page that lost its bullets
//   +--- | Product | Version | ---+                 and the rows of a table below its head
//
// The headings `Environment`, if a list follows, and `Products` count too; their lines stay in the
// text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parser/pages/page.h"

namespace kb {

struct AppliesBlock {
  std::vector<std::string> entries;  ///< blanks folded; empty if line `begin` begins no block
  std::size_t end = 0;               ///< behind its last line
  bool takes_lines = true;           ///< false where the lines are text as well
};

/// Reads the block that begins at lines[begin], if one does. Linear in the block.
AppliesBlock read_applies_block(const PageLines& lines, std::size_t begin);

}  // namespace kb
