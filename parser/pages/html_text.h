// HTML to lines of text: a tokenizer that never builds a tree.
//
// The pages of the Knowledge Base were written by converters that did not close what they opened:
// `</OL>2. Copy ...`, `<P>` before `<LI>`, a stray `</OL>`, empty `<h3> </h3>`, a `</PRE>` with the
// next paragraph glued to it, tables around everything. So each tag does what it says to the text
// that follows, and nothing is expected of its partner:
//
//   h1 to h6          a heading line; ends at its closing tag or at the next block
//   p, hr, pre ...    a blank line; br, div, tr ... a line end
//   pre               blanks and line ends as they are, tabs every 8 columns
//   li                `- ` or `1. `, nested ones indented by what their parent's mark takes
//   tr with cells     a row of a box table, `| a | b |`; a row `1.` | text is an item of a list, a
//                     row `Label` | `:` | value a line `Label: value`; a row that holds headings,
//                     lists or tables is layout, and its text stands as if there was no table
//   a                 to an article of the Knowledge Base: its number behind the text, or instead of
//                     a text that is nothing but the number
//   script, style, comments, head        nothing; `loadTOCNode(1, 'symptoms')` names the kind of
//                     the heading it stands at, `class="kb-symptoms-section"` of what stands in it
//
// A line end in the source is one in the text, as in Markdown: pages of 1998 have lists and tables
// that no tag shows. Bounded: one pass, constant work a byte, nesting counted to 32 levels.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/pages/page.h"

namespace kb {

struct HtmlPage {
  std::string title;     ///< of `<title>`, blanks folded
  std::string language;  ///< of `<html lang=...>` or a META; `de`, `EN-US`; empty if it says none
  std::string charset;   ///< as the page prints it; empty if it says none
  std::vector<std::pair<std::string, std::string>> metas;  ///< name in lower case, content
  PageLines lines;

  /// The content of the first META of that name (lower case); empty if there is none.
  std::string meta(std::string_view name) const;
};

/// Reads HTML (UTF-8, "\n" line ends), whole pages and fragments alike.
HtmlPage read_html_page(std::string_view html);

}  // namespace kb
