// What did not load when Windows started: BOOTLOG.TXT of Windows 95 to Me, ntbtlog.txt of Windows
// 2000 and later.
//
//     [000E0BAF] Loading Vxd = ndis2sup.vxd
//     [000E0BB0] LoadFailed = ndis2sup.vxd
//     [0011F2E2] INITCOMPLETEFAILED = SDVXD
//     Did not load driver \SystemRoot\System32\DRIVERS\rasacd.sys
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kb {

struct BootFailure {
  std::string step;  ///< as printed: `LoadFailed`, `Did not load driver`
  std::string file;  ///< without folders: `ndis2sup.vxd`, `SDVXD`
};

/// The failures in the order of the log, at most `most`. Any bytes are allowed; linear.
std::vector<BootFailure> read_boot_log(std::string_view bytes, std::size_t most = 10'000);

}  // namespace kb
