// Which dialect a text is written in, by its content.
#pragma once

#include <string_view>

#include "parser/article.h"

namespace kb {

/// `text` is UTF-8 with "\n" line ends. `source` (a path) decides only between Markdown and plain
/// text, by its ending, where the content fits both.
///   jekyll         a code line `Article: Q...` below front matter or a heading with an article id
///   document       starts with `DOCUMENT:` and has its next label at the start of a line
///   document-flat  starts with `DOCUMENT:` and has it on the same line
///   html           starts with a doctype, `<html>` or a block tag, comments before it allowed
///   markdown       front matter, an ATX heading, or a name ending in .md or .markdown
///   text           everything else
Dialect detect_dialect(std::string_view text, std::string_view source);

}  // namespace kb
