// Kinds of lines in pasted texts that are read in a way of their own, or passed over.
//
// Registers, stacks and bytes are noise: they change from fault to fault, and their digits look
// like codes. Words of other languages are read by languages.h, logs of web servers by web_log.h.
// All functions are total and linear in the line.
#pragma once

#include <string>
#include <string_view>

namespace kb {

/// True for a line of registers, of a stack, of bytes or event data, or of a list of loaded
/// modules: it holds no message and no code.
bool is_dump(std::string_view line);

/// The line in plain ASCII where it can be (pasted_text.h), with `==` as `=` and `smtp;550` as
/// `SMTP 550`.
std::string readable_line(std::string_view line);

/// The name of a file in Dr. Watson's lists: `dll\ntdll.dbg` is ntdll.dll.
std::string named_by_symbols(std::string_view path);

}  // namespace kb
