// What pages print around an article and no reader wants: navigation, feedback, legal notices.
//
// A closed list of lines, told by their words; each was printed by one generation of the support
// site or of its copies (docs/records.md). Everything else on a page is the article's.
#pragma once

#include "parser/pages/page.h"

namespace kb {

/// Drops those lines: single ones (`Back to the top`), the list below `On This Page`, the cut first
/// sentence that pages of 2009 repeat below a heading (`The service st...`), a legal notice with
/// its rulers up to the next label, and everything from a feedback form on.
void drop_furniture(PageLines& lines);

/// Drops the rows of dashes and the blank lines that stand above all text and below it, once the
/// labels between them have been taken out.
void drop_outer_rules(PageLines& lines);

/// `line` without what Markdown, tables and lists put around its words: `**`, `_`, `#`, `|`, `>`.
std::string_view bare_line(std::string_view line);

}  // namespace kb
