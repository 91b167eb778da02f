#include "web/server/listen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "parser/text/ascii.h"
#include "parser/text/numbers.h"

namespace kb {
namespace {

constexpr int kBacklog = 511;
constexpr int kFirstInherited = 3;

/// A socket address of either kind.
struct Address {
  sockaddr_storage storage{};
  socklen_t length = 0;

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
  bool is_v6() const { return storage.ss_family == AF_INET6; }
};

std::optional<Address> make_address(const std::string& host, std::uint16_t port) {
  Address address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  if (::inet_pton(AF_INET, host.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    address.length = sizeof *v4;
    return address;
  }
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  if (::inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) != 1) return std::nullopt;
  v6->sin6_family = AF_INET6;
  v6->sin6_port = htons(port);
  address.length = sizeof *v6;
  return address;
}

std::string printed(const std::string& host, std::uint16_t port) {
  const bool is_v6 = host.find(':') != std::string::npos;
  return is_v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

/// The port that a bound socket has got.
std::uint16_t port_of(int socket) {
  Address address;
  address.length = sizeof address.storage;
  if (::getsockname(socket, address.get(), &address.length) != 0) return 0;
  return ntohs(address.is_v6() ? reinterpret_cast<sockaddr_in6*>(&address.storage)->sin6_port
                               : reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port);
}

Result<Descriptor> bound_socket(const std::string& host, std::uint16_t port) {
  auto address = make_address(host, port);
  if (!address) return fail(ErrorKind::kUsage, host + " is no address", "give it as numbers");
  Descriptor socket(
      ::socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int yes = 1;
  if (socket.get() >= 0) {
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (address->is_v6()) {
      ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    }
    if (::bind(socket.get(), address->get(), address->length) == 0 &&
        ::listen(socket.get(), kBacklog) == 0) {
      return socket;
    }
  }
  const int error = errno;
  if (error == EADDRINUSE) {
    return fail(ErrorKind::kBusy, printed(host, port) + " is in use, perhaps by another kb serve",
                fmt::format("choose another port, as in --listen {}", printed(host, port + 1)));
  }
  errno = error;
  return fail(ErrorKind::kSystem,
              fmt::format("can't listen on {}: {}", printed(host, port), std::strerror(error)),
              error == EACCES ? "choose a port of 1024 or more" : "choose another address");
}

/// Does this machine lack ::1?
bool has_no_v6_loopback() {
  auto address = make_address("::1", 0);
  const Descriptor socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return socket.get() < 0 || ::bind(socket.get(), address->get(), address->length) != 0;
}

/// Binds 127.0.0.1, and ::1 with the same port where there is one.
Result<Listening> listen_on_loopback(std::uint16_t port) {
  constexpr int kAttempts = 20;  // to find a port that is free on both
  Listening out;
  for (int attempt = 1;; ++attempt) {
    auto v4 = bound_socket("127.0.0.1", port);
    if (!v4) return tl::make_unexpected(v4.error());
    const std::uint16_t bound = port_of(v4->get());
    out.url = fmt::format("http://127.0.0.1:{}/", bound);
    if (has_no_v6_loopback()) {
      out.sockets.push_back(std::move(*v4));
      return out;
    }
    auto v6 = bound_socket("::1", bound);
    if (v6) {
      out.sockets.push_back(std::move(*v4));
      out.sockets.push_back(std::move(*v6));
      return out;
    }
    if (port != 0 || attempt == kAttempts) return tl::make_unexpected(v6.error());
  }
}

/// The number that systemd gave; 0 if the sockets are not for this process.
int inherited_count() {
  const char* process = std::getenv("LISTEN_PID");
  const char* count = std::getenv("LISTEN_FDS");
  if (process == nullptr || count == nullptr) return 0;
  if (std::strtol(process, nullptr, 10) != ::getpid()) return 0;
  constexpr long kMost = 16;
  return int(std::clamp(std::strtol(count, nullptr, 10), 0L, kMost));
}

}  // namespace

bool ListenAddress::is_local() const {
  if (host == "localhost") return true;
  in_addr v4{};
  if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24U) == 127;
  return host == "::1";
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto bad = [&] {
    return fail(ErrorKind::kUsage, "'" + std::string(text) + "' is no address to listen on",
                "give ADDRESS:PORT as numbers, such as 127.0.0.1:8310 or [::1]:8310");
  };
  ListenAddress address;
  const std::size_t colon = text.rfind(':');
  std::string_view host = colon == std::string_view::npos ? "" : text.substr(0, colon);
  const std::string_view port = colon == std::string_view::npos ? text : text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    if (host.find(':') == std::string_view::npos) return bad();
  } else if (host.find(':') != std::string_view::npos) {
    return bad();
  }
  address.host = host.empty() ? "localhost" : lower(host);
  const auto number = whole_number<std::uint16_t>(port);
  if (!number) return bad();
  address.port = *number;
  if (address.host != "localhost" && !make_address(address.host, address.port)) return bad();
  return address;
}

Result<Listening> listen_on(const ListenAddress& address) {
  if (address.host == "localhost") return listen_on_loopback(address.port);
  auto socket = bound_socket(address.host, address.port);
  if (!socket) return tl::make_unexpected(socket.error());
  Listening out;
  out.url = "http://" + printed(address.host, port_of(socket->get())) + "/";
  out.sockets.push_back(std::move(*socket));
  return out;
}

bool has_inherited_sockets() { return inherited_count() > 0; }

Result<Listening> inherited_sockets() {
  Listening out;
  const int count = inherited_count();
  ::unsetenv("LISTEN_PID");
  ::unsetenv("LISTEN_FDS");
  for (int fd = kFirstInherited; fd < kFirstInherited + count; ++fd) {
    int listening = 0;
    socklen_t size = sizeof listening;
    if (::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || listening == 0) {
      return fail(ErrorKind::kUsage, "the sockets that were handed over do not listen",
                  "use Accept=no and ListenStream= in the socket unit");
    }
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    out.sockets.emplace_back(fd);
  }
  if (out.sockets.empty()) {
    return fail(ErrorKind::kUsage, "no socket was handed over (LISTEN_FDS, LISTEN_PID)",
                "--fd is for systemd's socket units; leave it out");
  }
  out.url = fmt::format("http://127.0.0.1:{}/", port_of(out.sockets.front().get()));
  return out;
}

}  // namespace kb
