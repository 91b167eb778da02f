// The event logs of Windows NT to XP: SysEvent.Evt, AppEvent.Evt.
//
// A record is: length u32, `LfLe`, number u32, time generated u32 (seconds since 1970, UTC), time
// written u32, identifier u32, type u16 (1 error, 2 warning, 4 information), strings u16, category
// u16, 2 + 4 bytes, offset of strings u32, 5 fields of 4 bytes; at 0x38 the source and the computer
// in UTF-16; then the strings; at the end the length again.
//
// The header's offsets are out of date in a log that was copied from a running system, and a log
// that is full begins again at its front. So records are found by their mark, wherever they lie; of
// the record that is cut by the end of the file nothing is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

struct LoggedEvent {
  enum class Type { kError, kWarning, kOther };
  std::string source;
  std::uint32_t number = 0;  ///< of the record; rises with time
  std::uint16_t id = 0;      ///< as the event viewer shows it: the low word of the identifier
  Type type = Type::kOther;
  std::int64_t seconds = 0;  ///< when it happened, since 1970, UTC
  std::vector<std::string> strings;
};

/// The records in the order of their numbers, at most `most`. Any bytes are allowed; linear.
std::vector<LoggedEvent> read_event_log(std::string_view bytes, std::size_t most = 200'000);

}  // namespace kb
