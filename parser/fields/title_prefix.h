// The prefix of an article's title: `XADM: ...`, `BUG: ...`, `PC Win: Err Msg: ...`.
//
// Called by the header reader, once an article. A prefix is everything before the first colon of
// the title, if it belongs to one of these classes; they are closed because every other colon is
// the title's own (`Flight Simulator: ...`, `STL Sample for deque::size`, `Q: ...`):
//
//   issue    PRB FIX BUG INF INFO HOWTO `HOW TO` DOC DOCERR `Doc Err` DOCFIX SAMPLE FILE PATCH
//            `Err Msg` ErrMsg `Error Message` `Error Msg`, in any case (`Fix`, `DocErr`, `HOWTo`)
//   exchange X and two or three capitals: XADM XCLN XCON XFOR XGEN XIMS XWEB XCCC
//   mail     `PC` or `Mac` and the part of Mail: `PC Win`, `PC WSPlus`, `Mac Srv Wkst`
//            and its gateways: X400 SMTP PROFS SNADS MHS FAX FFAPI 3COM ATT MCI
//   product  two to five capitals and a version or year: WD97 PPT7 OFF97 FPSE2000 FS98 IIS5
//            and the products without one: SMS SMSINST WD FP PPT XL OL OFF ACC ADT ODE IIS SNA WFWG
//            ...
//
// Product names written out (`Encarta 97`, `Mac Encarta 97`) and a name before the class
// (`WFWG Err Msg`) are none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// The prefix as printed, without its colon and outer blanks; null if the title has none of them.
std::optional<std::string> title_prefix(std::string_view title);

/// The length of all such prefixes of `title` with their colons and blanks: where its own words
/// begin. `PC Win: Err Msg: Disk Full` gives 17. 0 without a prefix.
std::size_t title_prefix_length(std::string_view title);

}  // namespace kb
