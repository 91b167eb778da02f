// HTML pages of the Knowledge Base, of eight generations, and any other HTML page.
//
//   <META NAME="KBID" CONTENT="Q182320">          the number: here, or under a label (page_labels.h)
//   <title>XADM: ... (182320)</title>
//   <h1>XADM: ...</h1>                            the title, without its number
//   Last reviewed: ...  Article ID: ...           labels, before or behind the text
//   <h2>SYMPTOMS</h2> ...                         sections, as in Markdown (page_sections.h)
//   Keywords : ...                                footer, also in the last <PRE>
//
// Text is never taken from META: it has lost every `<...>` there. Keywords, date and product code
// are, where the page prints none.
#pragma once

#include <string_view>

#include "parser/article.h"

namespace kb {

/// Reads a page or a fragment of one (UTF-8, "\n" line ends) into `article`: everything but the id
/// by name and what is found in the sections. Total and linear.
void read_html(std::string_view html, Article& article);

}  // namespace kb
