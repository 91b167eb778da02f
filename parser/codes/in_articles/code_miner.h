// What one article says about error codes: their symbolic names, messages and who reports them.
//
// The names and texts of Exchange, SMS, Index Server and many others are in no public table; the
// articles print them. Read are:
//
//   message, then an id      The operation failed. / Microsoft Exchange Administrator /
//                            ID no: c1031667
//   label, number, message   System error 1312 has occurred. / A specified logon session ...
//                            Error 59: An unexpected network error
//                            Run-time error '429': ...
//                            fatal error C1001: INTERNAL COMPILER ERROR
//   code and name together   -509 0xFFFFFE03 JET_errMissingPreviousLogFile SSE 4294966787
//                            | QUERY_E_FAILED | 0x80041600L | Call failed for unknown reason |
//                            Error Code: 0xC0000081 / Error Translation: DAPI_E_BAD_HANDLE / ...
//                            MAPI_E_NOT_FOUND (0x8004010F)
//                            E_FAIL = 80004005
//                            #define X 0x...
//   event blocks             Event ID: 4058 / Source: ... / Description: ...
//
// Numbers beside one name must agree, or nothing is taken. A message is taken only where it begins
// right behind the code (or, for `ID no:`, ends right before it), and ends with its paragraph, its
// table cell or, in folded text, with its sentence. Codes are canonical, in the family the
// article's own error_codes give them.
#pragma once

#include <string>
#include <vector>

#include "parser/article.h"

namespace kb {

/// One thing said of one code. Never both name and message empty; blanks folded, no line ends.
struct MinedCode {
  std::string canonical;
  std::string name;       ///< symbolic name as printed; may be empty
  std::string message;    ///< at most kMaxMessage bytes; may be empty
  std::string component;  ///< that reports it, an event's source; may be empty
};

inline constexpr std::size_t kMaxMessage = 400;

/// Everything an article says of error codes, in its order. Reads error_codes and sections; total
/// on any text, linear in it.
std::vector<MinedCode> mine_codes(const Article& article);

}  // namespace kb
