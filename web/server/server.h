// Runs a server until a signal ends it: sockets, threads and deadlines are libmicrohttpd's and
// http_module.cpp's, which is loaded here.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "parser/result.h"
#include "web/http/message.h"
#include "web/server/listen.h"

namespace kb {

struct ServerSettings {
  /// Without any request for so many seconds the server ends; never if there is no value.
  std::optional<unsigned> idle_seconds{};
  bool log = false;  ///< one line a request on stderr: client, method, address, status, bytes, ms
  bool log_queries = false;  ///< with what was asked; else only what kind of page it was
};

/// Serves until SIGTERM or SIGINT, or until it was idle for long enough; what is being answered then
/// is answered. Calls `ready` once when requests are taken. kSystem, with the name of the package, if
/// the module can't be loaded.
Result<void> serve(Listening listening, const Handler& handler, const ServerSettings& settings,
                   const std::function<void()>& ready);

}  // namespace kb
