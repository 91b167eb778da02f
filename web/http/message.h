// A request as the server hands it over, and the response it gets back.
//
// No socket is known here: what answers a request is a function from one to the other, so that the
// tests of the pages and of the rules need no network.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kb {

/// A header or a parameter: its name, its value.
using NamedValue = std::pair<std::string, std::string>;

/// The longest body that a request may have, in bytes: a text of kMaxText in a form, where many
/// characters take three bytes.
inline constexpr std::size_t kMaxBody = 262144;
/// The longest text that may be sent, in bytes.
inline constexpr std::size_t kMaxText = 65536;

struct Request {
  std::string method;               ///< as sent: `GET`
  std::string target;               ///< as sent: `/search?q=a%20b`
  std::string version;              ///< `HTTP/1.1`
  std::vector<NamedValue> headers;  ///< in order, repeated ones too; names in any case
  std::string body;                 ///< at most kMaxBody bytes
  bool body_is_too_large = false;   ///< it had more; `body` is then empty

  /// Returns the value of the first header of that name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body{};
  std::vector<NamedValue> headers{};  ///< without Content-Type and Content-Length
};

/// Answers a request. It is called on many threads at once, and throws nothing.
using Handler = std::function<Response(const Request&)>;

/// The phrase for a status that this program sends: `Not Found`.
std::string_view phrase_of(int status);

/// Why a request is not answered as it was meant: a status, and what a person is told.
struct Refusal {
  int status;
  std::string message;                ///< one sentence without a full stop
  std::string hint{};                 ///< what to do about it; may be empty
  std::vector<NamedValue> headers{};  ///< such as Allow
};

}  // namespace kb
