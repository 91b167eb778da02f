// Dr. Watson's log, drwtsn32.log: one record a fault, the newest last.
//
//     Application exception occurred:
//             App: exe\store.dbg (pid=203)
//             When: 1/14/1999 @ 9:12:44.123
//             Exception number: c0000005 (access violation)
//
// Windows NT writes it in the system's code page, Windows XP in UTF-16.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

struct WatsonFault {
  std::string program;     ///< as printed, without the process number; may be empty
  std::uint32_t code = 0;  ///< of the exception
  std::string when;        ///< ISO date; empty if it can't be read
};

/// The faults in the order of the log, at most `most`. Any bytes are allowed; linear.
std::vector<WatsonFault> read_watson_log(std::string_view bytes, std::size_t most = 10'000);

}  // namespace kb
