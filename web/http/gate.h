// The gate refuses a request before anything else looks at it.
//
// A page of the web must not be able to ask a server on this machine. Its script can send requests
// to 127.0.0.1, and by a name of its own that points here (DNS rebinding) it could read what comes
// back. So the Host header must say that the reader meant this server:
//
//   localhost   localhost.   127.1.2.3   [::1]   any of them with a port   an allowed name
//
// and, where the server listens on a network, any address written as numbers: rebinding always
// carries a name. `127.0.0.1.evil.example` is a name. A request that another site's page makes is
// refused where the browser says so (Sec-Fetch-Site, Origin).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http/message.h"
#include "web/http/target.h"

namespace kb {

struct Gate {
  std::vector<std::string> names{};  ///< further hosts that are allowed, without ports; any case
  bool on_network = false;           ///< other machines can reach the server
};

/// Returns true if a Host header, or the authority of an address, means this server.
bool is_our_host(std::string_view host, const Gate& gate);

/// The refusal of a text with more than kMaxText bytes.
Refusal text_too_large();
/// The refusal of a list of files: one that is pasted has at most kMaxText bytes, one that is sent
/// as a file kMaxBody with all around it.
Refusal list_too_large();

/// Returns why a request is not answered; nothing if it is. Checked are, in this order: the number
/// of Host headers and what they say (400, 421), the method for that path (405), the site that it
/// comes from (403), the size of its body (413), and the lengths of its path and parameters (414).
std::optional<Refusal> refuse(const Request& request, const Target& target, const Gate& gate);

}  // namespace kb
