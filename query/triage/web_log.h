// Lines of web servers' logs, and the errors that they report.
//
//   W3C extended   `#Fields: time c-ip sc-status sc-win32-status`, then a line a request; and lines
//                  of the usual columns copied without that head
//                  `... W3SVC1 WEB1 10.0.0.2 80 GET /a.asp |7|800a01a8|Object_required 500 0 ...`
//   IIS            `10.0.0.7, -, 5/4/99, 9:14:22, W3SVC, WEB1, 10.0.0.2, 31, 320, 604, 401, 5, GET,`
//   common         `10.0.0.7 - - [04/May/1999:09:14:22 -0500] "GET /a.asp HTTP/1.0" 500 604`
//
// A status below 400 is no error. Total and linear in the line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kb {

/// Reads a log line by line; remembers the columns that its `#Fields:` line names.
class WebLog {
 public:
  /// Reads a line. Null if it belongs to no such log; else the errors that it reports, as canonical
  /// codes: `HTTP:500`, `WIN32:64`, `0x800A01A8`. May be empty.
  std::optional<std::vector<std::string>> read(std::string_view line);

 private:
  std::optional<std::vector<std::string>> fields(std::string_view line);

  std::size_t columns_ = 0;  // of the extended format; 0 before a `#Fields:` line
  std::size_t status_ = 0;
  std::size_t win32_ = 0;
};

}  // namespace kb
