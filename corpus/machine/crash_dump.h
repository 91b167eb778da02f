// What a memory dump says of the crash; only the first page of the file is read.
//
//   PAGE DUMP   of the system, 32-bit: 0x0C build, 0x20 machine, 0x28 bug-check code,
//               0x2C..0x38 its four parameters, 0xFC0 time (Windows 2000 and later)
//   USER DUMP   of a program, by Dr. Watson: 0x30 offset of the debug event, whose exception code
//               stands at +0x0C
//   PAGE DU64   64-bit, MDMP: told by name, not read
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
  std::array<std::uint32_t, 4> parameters{};  ///< of a bug check
  std::uint32_t build = 0;                    ///< 1381; 0 where the file does not say
  std::string when;                           ///< ISO date; empty where the file does not say
};

/// Null if the bytes are no dump. A dump whose code is unset or lies outside is kUnread.
std::optional<CrashDump> read_crash_dump(std::string_view bytes);

}  // namespace kb
