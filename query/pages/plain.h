// Blocks as lines for a terminal or a printer: filled to its width, tables folded inside their
// columns, code as it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/pages/blocks.h"

namespace kb {

/// A line of a page, controls made visible (printable.h), without line end.
struct WindowLine {
  std::string text;
  bool heading = false;
};

/// The width of text that is easy to read, in columns: text is filled no wider.
inline constexpr std::size_t kReadingWidth = 100;

/// `text` in lines of at most `width` columns (at least 8), broken at blanks; a word that is longer
/// is broken behind a sign of a path or address, else anywhere. Lines but the first stand `hang`
/// blanks further right. Blanks are folded, but for those in front. At least one line.
std::vector<std::string> fill(std::string_view text, std::size_t width, std::size_t hang = 0);

/// The blocks for a window of `window` columns, with blank lines where the article has them. No line
/// is longer than the window, but for code and for tables whose columns are not clear: these are
/// kept as they are, with rulers cut.
std::vector<WindowLine> page_lines(const std::vector<Block>& blocks, std::size_t window);

}  // namespace kb
