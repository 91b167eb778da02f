// What a program, library or driver says of itself: its version, its processor, when it was linked.
//
//   MZ ... at 0x3C the offset of the header
//   PE\0\0   machine u16, sections u16, time of linking u32 ... optional header ... section table;
//            the resource directory is a tree of three levels: type 16, name, language -> data
//   NE       resource table at +0x24: alignment shift, then for each type its entries; type 0x8010
//   LE       (virtual device drivers) the resource stands at the end of the file
//
// The version resource holds VS_FIXEDFILEINFO, which begins with BD 04 EF FE; its file version is
// two words, high first: `4.0.1381.133`. No other part of a file is believed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

struct ProgramFile {
  std::string version;   ///< `4.0.1381.133`; empty if there is no version resource
  std::string platform;  ///< `x86`, `Alpha`, `MIPS`, `PowerPC`; empty where it is not known
  std::string linked;    ///< ISO date; empty where the file does not say or says nonsense
};

/// Null if the bytes are no program. Linear in the size of the file; any bytes are allowed.
std::optional<ProgramFile> read_program_file(std::string_view bytes);

}  // namespace kb
