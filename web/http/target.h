// The target of a request, taken apart: a path and parameters, percent-decoded once.
//
//   /search?q=disk%20full&page=2        path "/search", q = "disk full", page = "2"
//   /error/STOP%200xA                   path "/error/STOP 0xA"
//   http://127.0.0.1:8310/help          the same as /help; the authority is kept
//
// The path is text to look up in a table or in the index, and never the name of a file. What would
// be text in an odd encoding is read as Windows code page 1252, as browsers of that time send it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "web/http/message.h"

namespace kb {

/// The longest query that may be typed, and the longest name in a path, in bytes of UTF-8.
inline constexpr std::size_t kMaxTyped = 1000;
inline constexpr std::size_t kMaxName = 256;

struct Target {
  std::optional<std::string> authority;  ///< of an absolute target: `127.0.0.1:8310`
  std::string path;                      ///< begins with `/`; UTF-8
  std::vector<NamedValue> parameters;    ///< in order; UTF-8

  /// Returns the value of the first parameter of that name; empty if there is none.
  const std::string& parameter(std::string_view name) const;
  bool has(std::string_view name) const;
};

/// Reads a target. Refused with 400: a percent sign without two hexadecimal digits, a NUL, a target
/// that begins neither with `/` nor with `http://`.
tl::expected<Target, Refusal> parse_target(std::string_view text);

/// Reads the parameters of a query or of a form: `a=1&b=2`, where `+` is a blank. Refused as above.
tl::expected<std::vector<NamedValue>, Refusal> parse_parameters(std::string_view text);

}  // namespace kb
