// A page as its readers hand it on: lines of text, headings marked, before anything is understood.
//
// Three readers make pages: of HTML (html_text.h), of Markdown (dialects/markdown.h) and of plain
// text that was saved from a page (plain_article.h). From there on there is one path: page_labels.h
// takes out what stands around an article, page_sections.h cuts the rest into sections.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parser/article.h"

namespace kb {

/// One line. `text` has no line end; it may be blank, and keeps its indentation.
struct PageLine {
  std::string text;
  int level = 0;  ///< of a heading, 1 to 6; 0 for a line of text
  /// What the page itself says a heading is about, in whatever language it is printed.
  std::optional<SectionKind> kind = std::nullopt;
};

using PageLines = std::vector<PageLine>;

}  // namespace kb
