// Kinds of lines in pasted texts that are read in a way of their own, or passed over.
//
// Registers, stacks and bytes are noise: they change from fault to fault, and their digits look
// like codes. Logs of web servers name their columns. Dialogs of other languages have the same
// codes behind other words. All functions are total and linear in the line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kb {

/// True for a line of registers, of a stack, of bytes or event data, or of a list of loaded
/// modules: it holds no message and no code.
bool is_dump(std::string_view line);

/// The line in plain ASCII where it can be (pasted_text.h), with `==` as `=` and `smtp;550` as
/// `SMTP 550`.
std::string readable_line(std::string_view line);

/// The line with the words of other languages for error and run-time error in English; null if it
/// has none of them.
std::optional<std::string> in_english(std::string_view line);

/// The name of a file in Dr. Watson's lists: `dll\ntdll.dbg` is ntdll.dll.
std::string named_by_symbols(std::string_view path);

/// The values of an event's block, in English and in other languages.
enum class EventLabel { kSource, kId, kDate, kTime };
/// The label that a line begins with, and what follows it; `value` is trimmed.
struct LabelledLine {
  EventLabel label;
  std::string_view value;
  bool foreign;
};
std::optional<LabelledLine> event_line(std::string_view line);

/// Reads the logs of Internet Information Server: W3C extended with its `#Fields:` line, and its
/// own format between commas.
class WebLog {
 public:
  /// Reads a line. Null if it belongs to no such log; else the errors it reports: `HTTP:500`,
  /// `WIN32:64`.
  std::optional<std::vector<std::string>> read(std::string_view line);

 private:
  std::optional<std::vector<std::string>> fields(std::string_view line);

  std::size_t columns_ = 0;  // of the extended format; 0 before a `#Fields:` line
  std::size_t status_ = 0;
  std::size_t win32_ = 0;
};

}  // namespace kb
