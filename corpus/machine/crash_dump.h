// What a memory dump says of the crash. The beginning of the file is enough.
//
//   PAGE DUMP   of the system, 32-bit: 0x28 bug-check code, 0x2C..0x38 its four
//               parameters, 0xFC0 time (Windows 2000 and later)
//   PAGE DU64   the same, 64-bit: 0x38 code, 0x40..0x58 parameters, 0xFA8 time
//   USER DUMP   of a program, by Dr. Watson: 0x18 number of modules, 0x24 their offset, 0x30
//               offset of the debug event, whose exception code stands at +0x0C. A module is base
//               u32, size u32, length of its name u32, name
//   MDMP        of a program, by Windows XP: 0x08 number of streams, 0x0C offset of their list,
//               0x14 seconds since 1970. A stream is type u32, size u32, offset u32
//     type 6    the exception: 0x08 code, 0x18 address u64
//     type 4    modules: their number u32, then 108 bytes each: base u64, size u32, 0x14 offset of
//               the name, which is its length in bytes u32, then UTF-16
//
// The first module is the program itself.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kb {

struct CrashDump {
  enum class Kind { kSystem, kProgram, kUnread };
  Kind kind = Kind::kUnread;
  std::uint32_t code = 0;                     ///< of the bug check or the exception
  std::array<std::uint64_t, 4> parameters{};  ///< of a bug check
  bool is_64_bit = false;                     ///< of a bug check: its parameters have 16 digits
  std::string when;                           ///< ISO date; empty where the file does not say
  std::string program;  ///< of an exception: `store.exe`; empty where the file does not say
  std::string module;   ///< of an exception: `ntdll.dll`, where it happened; may be empty
};

/// Null if the bytes are no dump. A dump whose code is unset or lies outside is kUnread. Any bytes
/// are allowed; linear.
std::optional<CrashDump> read_crash_dump(std::string_view bytes);

}  // namespace kb
