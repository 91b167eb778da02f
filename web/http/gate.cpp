#include "web/http/gate.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "parser/text/ascii.h"

namespace kb {
namespace {

/// A host without its port; nothing if it is not written as `host[:port]`.
std::optional<std::string> host_name(std::string_view text) {
  std::string_view port;
  std::string_view name = text;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    name = text.substr(0, end + 1);
    port = text.substr(end + 1);
  } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    name = text.substr(0, colon);
    port = text.substr(colon);
  }
  if (name.empty()) return std::nullopt;
  if (!port.empty() &&
      (port[0] != ':' || port.size() > 6 || !std::all_of(port.begin() + 1, port.end(), is_digit))) {
    return std::nullopt;
  }
  return std::string(name);
}

bool is_loopback_v4(const std::string& name, bool any) {
  in_addr address{};
  if (::inet_pton(AF_INET, name.c_str(), &address) != 1) return false;
  return any || (ntohl(address.s_addr) >> 24U) == 127;
}

bool is_loopback_v6(const std::string& name, bool any) {
  if (name.size() < 4 || name.front() != '[') return false;
  in6_addr address{};
  if (::inet_pton(AF_INET6, name.substr(1, name.size() - 2).c_str(), &address) != 1) return false;
  return any || IN6_IS_ADDR_LOOPBACK(&address);
}

std::optional<Refusal> refuse_host(const Request& request, const Target& target, const Gate& gate) {
  std::size_t hosts = 0;
  for (const auto& [name, value] : request.headers) hosts += iequals(name, "Host") ? 1 : 0;
  if (hosts > 1) return Refusal{400, "the request has more than one Host header"};
  if (hosts == 0 && request.version != "HTTP/1.0" && request.version != "HTTP/0.9") {
    return Refusal{400, "the request has no Host header"};
  }
  const bool foreign = (hosts == 1 && !is_our_host(request.header("Host"), gate)) ||
                       (target.authority && !is_our_host(*target.authority, gate));
  if (!foreign) return std::nullopt;
  return Refusal{421, "this server does not answer to that host name",
                 "use http://localhost, or start kb serve with --allow-host NAME"};
}

/// Where a head says more than once how long the body is, a program on the way may read another body
/// than this one. What follows on the connection is not trusted, so it is closed.
std::optional<Refusal> refuse_lengths(const Request& request) {
  const auto lengths =
      std::count_if(request.headers.begin(), request.headers.end(), [](const NamedValue& header) {
        return iequals(header.first, "Content-Length") ||
               iequals(header.first, "Transfer-Encoding");
      });
  if (lengths < 2) return std::nullopt;
  return Refusal{400,
                 "the request says more than once how long its body is",
                 "send one Content-Length header",
                 {{"Connection", "close"}}};
}

bool takes_text(std::string_view path) {
  return path == "/triage" || path == "/api/triage" || path == "/inspect";
}

std::optional<Refusal> refuse_method(const Request& request, const Target& target) {
  const std::string& method = request.method;
  if (method == "GET" || method == "HEAD") {
    if (target.path != "/api/triage") return std::nullopt;
    return Refusal{405, "a text is sent to this address with POST", "", {{"Allow", "POST"}}};
  }
  if (method == "POST" && takes_text(target.path)) return std::nullopt;
  return Refusal{405,
                 "this address takes no other method",
                 "use GET",
                 {{"Allow", takes_text(target.path) ? "GET, HEAD, POST" : "GET, HEAD"}}};
}

/// Browsers say which site a request comes from; other programs say nothing.
std::optional<Refusal> refuse_site(const Request& request, const Target& target, const Gate& gate) {
  const bool is_ours_alone = target.path.starts_with("/api/") || request.method == "POST";
  if (!is_ours_alone) return std::nullopt;
  // Our own pages send "null": their referrer policy is to tell nothing.
  const std::string_view origin = request.header("Origin");
  constexpr std::string_view kScheme = "http://";
  const bool other_origin =
      !origin.empty() && origin != "null" &&
      (!istarts_with(origin, kScheme) || !is_our_host(origin.substr(kScheme.size()), gate));
  const std::string_view site = request.header("Sec-Fetch-Site");
  const bool other_site = iequals(site, "cross-site") || iequals(site, "same-site");
  if (!other_origin && !other_site) return std::nullopt;
  return Refusal{403, "a page of another site may not ask this server",
                 "open the address yourself"};
}

/// Where a path holds a name, what the name may be long: `/article/` and the like.
std::optional<Refusal> refuse_length(const Target& target) {
  const auto is_too_long = [](const NamedValue& one) {
    return one.first.size() > kMaxName ||
           one.second.size() > (one.first == "q" ? kMaxTyped : kMaxName);
  };
  constexpr std::size_t kPrefix = 16;     // of a path before its name, more than the longest
  constexpr std::size_t kMaxPath = 1000;  // a source path may be longer than a name
  if (target.path.size() <= kMaxPath + kPrefix &&
      std::none_of(target.parameters.begin(), target.parameters.end(), is_too_long)) {
    return std::nullopt;
  }
  return Refusal{414, "the address is too long",
                 "a query has at most 1000 bytes, a name 256; paste longer texts at /triage"};
}

}  // namespace

Refusal text_too_large() {
  return {413, "the text has more than 65,536 bytes",
          "cut it to the lines around the error, or use `kb triage FILE`"};
}

Refusal list_too_large() {
  return {413, "a pasted list has at most 65,536 bytes, a file 262,144",
          "leave out folders, or use `kb inspect - < FILE`"};
}

bool is_our_host(std::string_view host, const Gate& gate) {
  const auto parsed = host_name(host);
  if (!parsed) return false;
  std::string name = lower(*parsed);
  if (is_loopback_v4(name, gate.on_network) || is_loopback_v6(name, gate.on_network)) return true;
  if (name.ends_with('.')) name.pop_back();
  return name == "localhost" ||
         std::any_of(gate.names.begin(), gate.names.end(),
                     [&](const std::string& allowed) { return iequals(allowed, name); });
}

std::optional<Refusal> refuse(const Request& request, const Target& target, const Gate& gate) {
  if (auto refusal = refuse_host(request, target, gate)) return refusal;
  if (auto refusal = refuse_lengths(request)) return refusal;
  if (auto refusal = refuse_method(request, target)) return refusal;
  if (auto refusal = refuse_site(request, target, gate)) return refusal;
  if (request.body_is_too_large)
    return target.path == "/inspect" ? list_too_large() : text_too_large();
  return refuse_length(target);
}

}  // namespace kb
