// Where a server listens: addresses as they are typed, and the sockets for them.
//
//   127.0.0.1:8310   [::1]:8310   localhost:8310   0.0.0.0:8310   8310, which is localhost:8310
//
// localhost is 127.0.0.1 and, where the machine has it, ::1. Port 0 is any free port.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/descriptor.h"
#include "parser/result.h"

namespace kb {

inline constexpr std::uint16_t kDefaultPort = 8310;

struct ListenAddress {
  std::string host;  ///< `localhost`, or an address as numbers, without brackets
  std::uint16_t port = kDefaultPort;

  /// True if only this machine can reach it.
  bool is_local() const;
};

/// Reads an address as it is typed; kUsage if it is none.
Result<ListenAddress> parse_listen_address(std::string_view text);

struct Listening {
  std::vector<Descriptor> sockets;
  std::string url;  ///< the address to open: `http://127.0.0.1:8310/`
};

/// Binds and listens. kSystem with one sentence if the port is taken, or may not be used.
Result<Listening> listen_on(const ListenAddress& address);

/// Takes the sockets that systemd has opened (LISTEN_FDS, from descriptor 3 on), for `--fd`. kUsage
/// if there are none. The environment is cleared, so that no child takes them too.
Result<Listening> inherited_sockets();

/// Returns true if sockets were handed to this process.
bool has_inherited_sockets();

}  // namespace kb
