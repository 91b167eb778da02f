// setup.log in the folder `repair` of Windows NT and on its emergency repair disk: what setup has
// put on the disk, each file with its checksum.
//
//     [Paths]
//     TargetDirectory = "\WINNT"
//     [Signature]
//     Version = "WinNt4.0"
//     [Files.WinNt]
//     \WINNT\system32\samsrv.dll = "samsrv.dll","316d3","\","Setup Disk #2","disk2"
//
// A service pack writes its own files into it. What stands behind the checksum says where setup
// found the file, and is passed over; so are the files of the partition that starts
// (`[Files.SystemPartition]`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

struct SetupFile {
  std::string path;            ///< below the folder of Windows, with `/`: `system32/samsrv.dll`
  std::uint32_t checksum = 0;  ///< image_checksum() of the file
};

struct SetupLog {
  std::string version;           ///< `4.0` of `WinNt4.0`; empty if it is not named
  std::string root;              ///< the folder of Windows: `WINNT`
  std::vector<SetupFile> files;  ///< in their order
};

/// Null if the bytes are no such log; at most `most` files. Any bytes are allowed; linear.
std::optional<SetupLog> read_setup_log(std::string_view bytes, std::size_t most = 20'000);

}  // namespace kb
