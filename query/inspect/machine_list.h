// Lists of files and fixes instead of a disk: what `dir /s`, `filever`, `qfecheck`, `systeminfo`,
// `ver` and `winmsd` print, one behind the other in any order.
//
//     Directory of C:\WINNT\system32
//     11/05/98  10:37p               227,392 w3svc.dll              dir of Windows NT and later
//     W3SVC    DLL       227,392  11-05-98 10:37p w3svc.dll         dir of Windows 95 to Me
//     QFECHECK EXE     36,352 08-24-96  11:11a                      dir of MS-DOS
//     --a-- W32i DLL ENU 4.0.1381.133 shp 343,312 10-14-1996 ole32.dll        filever
//     Q147222:  Current on system.                                  qfecheck
//     OS Version:  5.1.2600 Service Pack 2 Build 2600               systeminfo
//     Windows NT Server Version 4.0 (Build 1381: Service Pack 6)    ver, winmsd
//
// Lists seldom name the processor: it is x86 unless a line about Windows says Alpha.
//
// A line is a file if it has a file name and either a version or a size with a date; a line of
// another kind is passed over. Dates are American unless a number above 12 shows otherwise.
#pragma once

#include <string_view>

#include "corpus/machine/system/installed_system.h"

namespace kb {

/// A machine as lists tell of it; its folder holds the files that were listed, without contents.
struct ListedMachine {
  MachineFolder folder;
  Machine machine;  ///< its system is null if no list says which Windows it is
};

/// Reads lists. Any text is allowed; linear.
ListedMachine read_machine_list(std::string_view text);

}  // namespace kb
