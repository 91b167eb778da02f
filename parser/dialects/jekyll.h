// KB articles as the Markdown archive has them.
//
//   ---
//   layout: page
//   title: "Q182320: XADM: ..."
//   permalink: /kb/182/Q182320/
//   ---
//
//   ## Q182320: XADM: ...
//
//   {% raw %}                           may be missing, with its {% endraw %}
//   <TAB>Article: Q182320
//   <TAB>Product(s): Microsoft Exchange
//   <TAB>Version(s): winnt:5.5
//   <TAB>Operating System(s):
//   <TAB>Keyword(s): kbusage
//   <TAB>Last Modified: 22-FEB-2001
//   <TAB>
//   <TAB>body, see body.h, without the legal notice
//   {% endraw %}
//
// The title is the heading's, whose entities cmark decodes. Articles of the Programmer's Library
// say `Product(s): See article` and have neither applies-to block nor footer.
#pragma once

#include <string_view>

#include "parser/dialects/parts.h"

namespace kb {

/// Reads such an article; `text` is UTF-8 with "\n" line ends.
Parts read_jekyll(std::string_view text);

}  // namespace kb
