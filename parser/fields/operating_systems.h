// The operating systems an article is about.
//
// The header's own field (`OPER/SYS:`) is empty in nearly every article, so the names are collected
// from everything that stands in its place. Called once an article, by the part that reads header,
// applies-to block and footer. The evidence, all of it together:
//
//   versions    `winnt:4.0;Win95:1.0` the word before the colon of each segment, which may hold
//               several (`WINDOWS|MACINTOSH:`); `WinNT4.0`, `WIN95` without a colon
//   oper_sys    `MS-DOS | OS/2`, `MS_DOS`, `DOS`, `0S/2`, `OS/2 | 1.00`, `MS-DOS   | WINDOWS`
//   residue     old header values left in front of the applies-to block: versions, names and
//               keywords without labels, `3.00 3.10 WINDOWS kbprg`. A text in that place that holds
//               any other word is a notice and no evidence.
//   applies_to  bullets that are, run on or are written for a system: `Microsoft Windows NT Server
//               version 4.0`, `... for Windows 95`, `the operating system: Microsoft Windows 98`,
//               `Microsoft Windows version 3.1`. Not `Services for Macintosh` or `for UNIX`, which
//               name the other side of a network; not products that begin with the word Windows.
//
// The names are the closed list of kOperatingSystems; a bare WINDOWS is `Windows`, whatever more
// exact name stands beside it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// All names that can be answered, in the order in which a record lists them.
inline constexpr std::array<std::string_view, 14> kOperatingSystems = {
    "MS-DOS",       "Windows",    "Windows 3.x", "Windows for Workgroups",
    "Windows 95",   "Windows 98", "Windows Me",  "Windows NT",
    "Windows 2000", "Windows XP", "Windows CE",  "OS/2",
    "Macintosh",    "UNIX"};

/// The systems named by the evidence, each once, in the order of kOperatingSystems. Every argument
/// may be empty; blanks and line ends are alike.
std::vector<std::string> operating_systems_of(std::string_view versions, std::string_view oper_sys,
                                              std::string_view residue,
                                              const std::vector<std::string>& applies_to);

}  // namespace kb
