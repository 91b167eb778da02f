// Files of old machines, written for tests: the least that readers of them must understand.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace kb::testing {

/// The four numbers of a file's version.
using FourNumbers = std::array<std::uint16_t, 4>;

/// A PE file with one section, which holds a version resource. `machine` 0x14C is x86.
std::string pe_file(FourNumbers version, std::uint32_t linked, std::uint16_t machine = 0x14C);
/// A 16-bit program with a version resource.
std::string ne_file(FourNumbers version);

struct EventSketch {
  std::uint32_t number;
  std::uint32_t seconds;
  std::uint32_t identifier;
  std::uint16_t type;  ///< 1 error, 2 warning, 4 information
  std::string source;
  std::vector<std::string> strings;
};
/// One record of an event log, without the log's header.
std::string event_record(const EventSketch& event);

/// A whole event log of 64 KB with these records, which must fit.
std::string event_log(const std::vector<EventSketch>& events);

/// The first page of a MEMORY.DMP.
std::string memory_dump(std::uint32_t code, std::array<std::uint32_t, 4> parameters,
                        std::uint64_t filetime);
/// The first page of a 64-bit one.
std::string memory_dump_64(std::uint32_t code, std::array<std::uint64_t, 4> parameters,
                           std::uint64_t filetime);
/// A user.dmp of `C:\bin\store.exe` whose debug event is an exception.
std::string user_dump(std::uint32_t code);
/// The same as a minidump; the exception happened in the second module, ntdll.dll.
std::string minidump(std::uint32_t code, std::uint32_t seconds);

/// A value of a registry key: a text, or a number if `text` is empty.
struct HiveValue {
  std::string name;
  std::string text;
  std::uint32_t number = 0;
};
struct HiveKey {
  std::string name;
  std::vector<HiveValue> values = {};
  std::vector<HiveKey> keys = {};
};
/// A hive with these keys.
std::string hive(const HiveKey& root);

/// The same keys as a registry of Windows 95 to Me: a SYSTEM.DAT or USER.DAT. Numbers are written
/// as REG_DWORD.
std::string registry_9x(const HiveKey& root);

/// A file as Compress.exe packs it (`SZDD`): bytes, and copies of runs of the byte before.
std::string szdd(std::string_view bytes);
enum class CabinetKind { kStored, kMszip };
/// A cabinet of this one file, in blocks of 32 KB.
std::string cabinet(std::string_view bytes, CabinetKind kind);

/// A copy of a PE file whose header has `checksum`.
std::string with_checksum(std::string pe, std::uint32_t checksum);

/// A copy with some bytes changed, and now and then cut: damage for a reader to bear.
std::string damaged(std::string bytes, std::mt19937& random);

/// ASCII as UTF-16.
std::string wide(std::string_view text);

}  // namespace kb::testing
