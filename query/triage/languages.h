// What Windows prints in other languages, in English.
//
// A dialog in German or Japanese has the same codes, programs and modules as in English, behind
// other words: `Laufzeitfehler '429'`, `EXPLORER a causé une défaillance de page dans le module`.
// Two tables hold the words that the reader needs, of about a dozen languages; all other words stay
// as they are. All functions are total and linear in the line for a table of given size.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kb {

/// The line with the words of other languages for errors, run-time errors, exceptions, faults and
/// modules in English; null if it has none of them.
std::optional<std::string> in_english(std::string_view line);

/// The values of an event's block, in English and in other languages.
enum class EventLabel { kSource, kId, kDate, kTime };
/// The label that a line begins with, and what follows it; `value` is trimmed.
struct LabelledLine {
  EventLabel label;
  std::string_view value;
  bool foreign;
};
std::optional<LabelledLine> event_line(std::string_view line);

}  // namespace kb
