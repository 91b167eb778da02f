#include "corpus/machine/crash_dump.h"

#include "corpus/machine/bytes.h"
#include "corpus/machine/dates.h"

namespace kb {
namespace {

constexpr std::uint32_t kFiller = 0x45474150;  // `PAGE`, which stands in fields that are not set

}  // namespace

std::optional<CrashDump> read_crash_dump(std::string_view bytes) {
  const Bytes file(bytes);
  CrashDump dump;
  if (file.starts_at(0, "PAGEDUMP")) {
    const std::uint32_t code = file.u32(0x28);
    if (!file.holds(0x28, 20) || code == kFiller || code == 0) return dump;
    dump.kind = CrashDump::Kind::kSystem;
    dump.code = code;
    if (file.u32(0x0C) < 0x10000) dump.build = file.u32(0x0C);
    for (std::size_t i = 0; i < dump.parameters.size(); ++i)
      dump.parameters[i] = file.u32(0x2C + 4 * i);
    dump.when = date_of_filetime(file.u64(0xFC0));
    return dump;
  }
  if (file.starts_at(0, "USERDUMP")) {
    const std::uint64_t event = file.u32(0x30);
    constexpr std::uint32_t kException = 1;
    if (!file.holds(event, 16) || file.u32(event) != kException) return dump;
    dump.kind = CrashDump::Kind::kProgram;
    dump.code = file.u32(event + 0x0C);
    return dump;
  }
  if (file.starts_at(0, "PAGEDU64") || file.starts_at(0, "MDMP")) return dump;
  return std::nullopt;
}

}  // namespace kb
