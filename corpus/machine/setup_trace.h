// Where the setup of Windows 95 and 98 stopped: SETUPLOG.TXT, DETLOG.TXT and DETCRASH.LOG in the
// root of the disk.
//
//     [Started]                  SETUPLOG.TXT: the steps that setup has ended
//     Started=Passed
//     [Restart]
//     Restart=Passed
//     Checking for: System Bus   DETLOG.TXT: a step of the detection of hardware
//
// DETCRASH.LOG is there while hardware is detected, and stays if that stops; only setup can read
// it.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// The last section of a SETUPLOG.TXT whose setup began and did not come to its restart:
/// `FileCopy`; empty if it did, and for a log that does not name these steps. Any bytes are
/// allowed; linear.
std::string unfinished_setup(std::string_view bytes);

/// What a DETLOG.TXT looked for last: `System Bus`; empty if it names nothing. Any bytes are
/// allowed; linear.
std::string last_detection(std::string_view bytes);

}  // namespace kb
