// The flat-file dialects: `document` (one field a line) and `document-flat` (one line in all).
//
//   DOCUMENT:Q10022  07-SEP-2001  [word97]
//   TITLE   :WD: ...
//   PRODUCT :Microsoft Word
//   PROD/VER:MACINTOSH:5.0,5.1
//   OPER/SYS:
//   KEYWORDS:kbprint
//   (blank)
//   ====(70)            missing in a few articles
//   body, see body.h
//
// Collapsed, the same fields stand in the same order, one blank between the parts:
// `DOCUMENT:Q193567 21-APR-1999 [exchange] TITLE :XADM: ... PRODUCT :... ====(70) ...`, every
// `<...>` is gone, and structure is found again by what survives:
//   - a heading is n characters before a run of n `=` (n as in sections.h);
//   - the applies-to block stands between two long runs of dashes, split at ` - `;
//   - the footer's labels follow the last 70-`=` rule in their fixed order.
#pragma once

#include <string_view>

#include "parser/dialects/parts.h"

namespace kb {

/// Reads an article that keeps its lines. `text` starts with `DOCUMENT:`, UTF-8 with "\n".
Parts read_document(std::string_view text);

/// Reads an article collapsed to one line; line breaks that are still there count as blanks.
/// Section texts of the result are one line each (unfold.h gives them lines again).
Parts read_flat(std::string_view text);

}  // namespace kb
