#include "corpus/machine/crash_dump.h"

#include <algorithm>

#include "corpus/machine/bytes.h"
#include "corpus/machine/dates.h"
#include "parser/text/ascii.h"
#include "parser/text/encoding.h"

namespace kb {
namespace {

constexpr std::uint32_t kFiller = 0x45474150;  // `PAGE`, which stands in fields that are not set
constexpr std::uint32_t kMostStreams = 1000;
constexpr std::uint32_t kMostModules = 10'000;
constexpr std::uint32_t kMostPath = 1024;  // bytes of a module's path

/// Where a dump of the system has its fields.
struct SystemLayout {
  std::uint64_t code;
  std::uint64_t parameters;
  unsigned width;  ///< bytes of a parameter
  std::uint64_t time;
};
constexpr SystemLayout k32 = {0x28, 0x2C, 4, 0xFC0};
constexpr SystemLayout k64 = {0x38, 0x40, 8, 0xFA8};

CrashDump read_system_dump(const Bytes& file, const SystemLayout& layout) {
  CrashDump dump;
  const std::uint32_t code = file.u32(layout.code);
  if (!file.holds(layout.parameters, std::uint64_t(4) * layout.width) || code == kFiller ||
      code == 0)
    return dump;
  dump.kind = CrashDump::Kind::kSystem;
  dump.code = code;
  dump.is_64_bit = layout.width == 8;
  for (std::size_t i = 0; i < dump.parameters.size(); ++i) {
    const std::uint64_t at = layout.parameters + i * layout.width;
    dump.parameters[i] = dump.is_64_bit ? file.u64(at) : file.u32(at);
  }
  dump.when = date_of_filetime(file.u64(layout.time));
  return dump;
}

CrashDump read_user_dump(const Bytes& file) {
  CrashDump dump;
  const std::uint64_t event = file.u32(0x30);
  constexpr std::uint32_t kException = 1;
  if (!file.holds(event, 16) || file.u32(event) != kException) return dump;
  dump.kind = CrashDump::Kind::kProgram;
  dump.code = file.u32(event + 0x0C);
  const std::uint64_t module = file.u32(0x24);
  if (file.u32(0x18) == 0 || module == 0) return dump;
  const std::string_view path = file.slice(module + 12, std::min(file.u32(module + 8), kMostPath));
  dump.program = base_name(to_utf8(path.substr(0, path.find('\0'))));
  return dump;
}

std::string module_name(const Bytes& file, std::uint64_t module) {
  const std::uint64_t name = file.u32(module + 0x14);
  return std::string(base_name(file.wide_text(name + 4, std::min(file.u32(name), kMostPath))));
}

CrashDump read_minidump(const Bytes& file) {
  constexpr std::uint32_t kModules = 4;
  constexpr std::uint32_t kException = 6;
  constexpr std::uint64_t kModule = 108;
  std::uint64_t exception = 0;
  std::uint64_t modules = 0;
  const std::uint32_t streams = std::min(file.u32(0x08), kMostStreams);
  for (std::uint32_t i = 0; i < streams; ++i) {
    const std::uint64_t stream = file.u32(0x0C) + 12ULL * i;
    if (file.u32(stream) == kException) exception = file.u32(stream + 8);
    if (file.u32(stream) == kModules) modules = file.u32(stream + 8);
  }
  CrashDump dump;
  if (exception == 0 || !file.holds(exception, 0x20) || file.u32(exception + 8) == 0) return dump;
  dump.kind = CrashDump::Kind::kProgram;
  dump.code = file.u32(exception + 8);
  dump.when = date_of_seconds(file.u32(0x14));
  const std::uint64_t address = file.u64(exception + 0x18);
  const std::uint32_t count = modules == 0 ? 0 : std::min(file.u32(modules), kMostModules);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t module = modules + 4 + kModule * i;
    if (!file.holds(module, kModule)) break;
    if (i == 0) dump.program = module_name(file, module);
    const std::uint64_t base = file.u64(module);
    if (address >= base && address - base < file.u32(module + 8))
      dump.module = module_name(file, module);
  }
  return dump;
}

}  // namespace

std::optional<CrashDump> read_crash_dump(std::string_view bytes) {
  const Bytes file(bytes);
  if (file.starts_at(0, "PAGEDUMP")) return read_system_dump(file, k32);
  if (file.starts_at(0, "PAGEDU64")) return read_system_dump(file, k64);
  if (file.starts_at(0, "USERDUMP")) return read_user_dump(file);
  if (file.starts_at(0, "MDMP")) return read_minidump(file);
  return std::nullopt;
}

}  // namespace kb
