// Error codes of an article: found, told apart by family, and brought to one canonical form.
//
// Two spellings of one code have one canonical form:
//
//   code32     0xC1060107                      any 32-bit code: 0x, &H, ...h, eight bare digits,
//                                              signed, unsigned
//   bugcheck   STOP:0x0000000A
//   win32      WIN32:1722
//   jet        JET:-1018
//   event      EVENT:4058
//   runtime    VB:429, FOX:1105
//   tool       C1001, LNK2001
//   sqlstate   SQLSTATE:S1000
//   sqlnative  MSSQL:208, ORA:00942, DB2:-551
//   http       HTTP:403.6
//   asp        ASP:0115
//   sna        SNA:084C0000, SNA:200D, SNAOUT:0AFF
//   exception  EXCEPTION:0E
//   net        NET:3534
//   mail       MAIL:203
//   smtp       SMTP:550
//   mmsystem   MMSYSTEM:263
//   winsock    WINSOCK:10054
//   setup      SETUP:723
//   cdr        CDR:101
//   dos        DOS:2
//   symbol     MAPI_E_NOT_FOUND
//   other      ERROR:5, SYS:1733
//
// Precision counts as much as recall, so every rule wants evidence beside the number; code_rules.h
// and the files behind it say which. Refused everywhere: addresses, dumps, GUIDs, parameters of bug
// checks, #defined constants, program text, quantities, dates, versions, product names, article
// ids, and whatever stands in the title of a cited article.
//
// The rules read folded text without `<...>` (code_context.h), so all dialects of an article agree.
#pragma once

#include <string_view>
#include <vector>

#include "parser/article.h"

namespace kb {

/// The codes of an article, each canonical code once, in order of first appearance: title,
/// sections, query words. Call it when all other fields are filled: it reads title, product_code,
/// references (their titles are skipped), sections and query_words. Contradictory pairs and
/// malformed codes are named in `diagnostics` (line 0). Linear in the article.
std::vector<ErrorCode> find_error_codes(const Article& article,
                                        std::vector<Diagnostic>& diagnostics);

}  // namespace kb
