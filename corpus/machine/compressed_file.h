// Files as Expand.exe unpacks them: those of `repair` and of an emergency repair disk, whose names
// end with an underscore.
//
//   SZDD  88 F0 27 33, `A`, last letter of the name, 0x0A size u32, then LZSS: before each eight
//         items a byte whose bits, the lowest first, tell a byte (1) from a copy (0) out of the
//         last 4,096 bytes: u16 with 4 + 8 bits of its place and 4 bits of its length less 3
//   MSCF  a cabinet: 0x10 offset of the files, 0x1A folders u16, 0x1C files u16, 0x1E flags u16
//         (4: u16 and two bytes say how much is reserved); a folder is offset of its blocks u32,
//         their number u16, kind u16 (0 stored, 1 MSZIP); a block is checksum u32, size u16, size
//         unpacked u16, its data. MSZIP is `CK` and a deflated block, which copies from earlier
//         ones
//
// A cabinet of several files, or one that goes on in another file, is not read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// The file that is packed in `bytes`; null if they are not packed, are damaged, or hold more than
/// `most` bytes. Any bytes are allowed; linear in `bytes` and what they hold.
std::optional<std::string> expand_file(std::string_view bytes, std::uint64_t most);

}  // namespace kb
