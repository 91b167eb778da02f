// `kb serve` as clients meet it: a real process on a free port of this machine, and sockets.
//
//   WebServer server(box);
//   CHECK(server.get("/healthz").status == 200);
//   CHECK(server.stop().status == 0);
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/sandbox.h"

namespace kb::testing {

/// The longest that a test waits for an answer: only a server that hangs takes so long.
inline constexpr Milliseconds kPatience{30'000};

struct Reply {
  int status = 0;                              ///< 0: the connection was closed without a response
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  std::string header(const std::string& name) const;
};

/// Reads a response of HTTP/1.x; a body without Content-Length ends the text.
Reply parse_reply(std::string_view text);

/// A connection to a port of 127.0.0.1; reads and writes as told.
class Connection {
 public:
  explicit Connection(std::uint16_t port);
  Connection(Connection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  Connection(const Connection&) = delete;
  ~Connection();

  /// Sends bytes; false if the other end is gone.
  bool send(std::string_view bytes) const;
  /// Reads one response, or what there is when the other end closes.
  Reply read(bool has_body = true);
  /// Waits until the other end closes; false if it has not when patience ends.
  bool is_closed_by_server() const;

 private:
  int socket_ = -1;
};

class WebServer {
 public:
  /// Starts `kb serve` on a free port with further arguments, and waits until it answers.
  explicit WebServer(const Sandbox& box, const Arguments& more = {});

  std::uint16_t port() const { return port_; }
  /// The line that it printed: `kb: http://127.0.0.1:4711/ ...`.
  const std::string& greeting() const { return greeting_; }

  /// Sends a request as it is, on a connection of its own, and reads the response.
  Reply exchange(std::string_view request, bool has_body = true) const;
  /// GET of a path as it is, with a Host header and further ones, each with its line end.
  Reply get(const std::string& target, const std::string& headers = {}) const;
  Reply post(const std::string& target, std::string_view body,
             const std::string& headers = {}) const;
  /// Sends a signal and waits for the end.
  Ran stop(int signal);

 private:
  std::unique_ptr<Process> process_;
  std::string greeting_;
  std::uint16_t port_ = 0;
};

/// `text` with percent escapes for all but letters and digits.
std::string escaped(std::string_view text);

/// A JSON text with its `took_ms` as 0, which alone may differ between two answers.
std::string without_time(std::string text);

}  // namespace kb::testing
