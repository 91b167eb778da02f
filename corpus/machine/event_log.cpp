#include "corpus/machine/event_log.h"

#include <algorithm>

#include "corpus/machine/bytes.h"

namespace kb {
namespace {

constexpr std::size_t kHead = 0x38;
constexpr std::size_t kMostLength = 0x10000;  // of a record
constexpr std::size_t kMostStrings = 64;

LoggedEvent read_record(const Bytes& record) {
  LoggedEvent event;
  event.number = record.u32(8);
  event.seconds = record.u32(12);
  event.id = std::uint16_t(record.u32(20));
  const std::uint16_t type = record.u16(24);
  if (type == 1) event.type = LoggedEvent::Type::kError;
  if (type == 2) event.type = LoggedEvent::Type::kWarning;
  event.source = record.wide_text(kHead, 512);
  std::uint64_t at = record.u32(36);
  const std::size_t count = std::min<std::size_t>(record.u16(26), kMostStrings);
  for (std::size_t i = 0; i < count && record.holds(at, 2); ++i) {
    const std::uint64_t begin = at;
    while (record.u16(at) != 0) at += 2;
    event.strings.push_back(record.wide_text(begin, at - begin));
    at += 2;
  }
  return event;
}

}  // namespace

std::vector<LoggedEvent> read_event_log(std::string_view bytes, std::size_t most) {
  const Bytes file(bytes);
  std::vector<LoggedEvent> events;
  std::size_t at = bytes.find("LfLe");
  while (at != std::string_view::npos && events.size() < most) {
    std::size_t next = at + 4;
    if (at >= 4) {
      const std::size_t begin = at - 4;
      const std::uint32_t length = file.u32(begin);
      const bool whole = length >= kHead + 4 && length <= kMostLength &&
                         file.holds(begin, length) && file.u32(begin + length - 4) == length;
      if (whole) {
        events.push_back(read_record(Bytes(file.slice(begin, length))));
        next = begin + length;
      }
    }
    at = bytes.find("LfLe", next);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const LoggedEvent& a, const LoggedEvent& b) { return a.number < b.number; });
  return events;
}

}  // namespace kb
