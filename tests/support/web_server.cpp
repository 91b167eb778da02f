#include "tests/support/web_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <csignal>
#include <regex>
#include <stdexcept>

namespace kb::testing {
namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = char(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// The value of Content-Length in a head that is complete; nothing if it says none.
std::optional<std::size_t> body_length(const std::string& head) {
  const std::size_t at = lowered(head).find("\r\ncontent-length: ");
  if (at == std::string::npos) return std::nullopt;
  return std::stoul(head.substr(at + 18));
}

}  // namespace

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Reply parse_reply(std::string_view text) {
  Reply reply;
  const std::size_t end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.") || end == std::string_view::npos) return reply;
  std::from_chars(text.data() + 9, text.data() + 12, reply.status);
  reply.body = text.substr(end + 4);
  std::string_view lines = text.substr(0, end + 2);
  lines.remove_prefix(lines.find("\r\n") + 2);
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find("\r\n"));
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) {
      reply.headers[lowered(line.substr(0, colon))] = line.substr(colon + 2);
    }
    lines.remove_prefix(line.size() + 2);
  }
  return reply;
}

Connection::Connection(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("can't connect");
  }
}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

bool Connection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    pollfd wait{socket_, POLLOUT, 0};
    if (::poll(&wait, 1, int(kPatience.count())) <= 0) return false;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(std::size_t(sent));
  }
  return true;
}

Reply Connection::read(bool has_body) {
  std::string text;
  std::size_t whole = std::string::npos;
  while (text.size() < whole) {
    pollfd wait{socket_, POLLIN, 0};
    char buffer[65536];
    if (::poll(&wait, 1, int(kPatience.count())) <= 0) return {};
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    text.append(buffer, std::size_t(got));
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string::npos || whole != std::string::npos) continue;
    if (!has_body) break;
    if (const auto length = body_length(text.substr(0, end + 2))) whole = end + 4 + *length;
  }
  return parse_reply(text);
}

bool Connection::is_closed_by_server() const {
  pollfd wait{socket_, POLLIN, 0};
  char byte = 0;
  return ::poll(&wait, 1, int(kPatience.count())) > 0 && ::recv(socket_, &byte, 1, 0) <= 0;
}

WebServer::WebServer(const Sandbox& box, const Arguments& more) {
  Arguments arguments = {"serve", "--listen", "127.0.0.1:0"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  process_ = std::make_unique<Process>(box.command(arguments).start());
  greeting_ = process_->read_error_line(kPatience);
  const std::size_t colon = greeting_.find(':', greeting_.find("http:") + 5);
  if (colon == std::string::npos) throw std::runtime_error("kb serve says: " + greeting_);
  port_ = std::uint16_t(std::stoul(greeting_.substr(colon + 1)));
}

Reply WebServer::exchange(std::string_view request, bool has_body) const {
  Connection connection(port_);
  connection.send(request);
  return connection.read(has_body);
}

Reply WebServer::get(const std::string& target, const std::string& headers) const {
  return exchange(
      fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{}Connection: close\r\n\r\n", target,
                  port_, headers));
}

Reply WebServer::post(const std::string& target, std::string_view body,
                      const std::string& headers) const {
  return exchange(
      fmt::format("POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Length: {}\r\n"
                  "{}Connection: close\r\n\r\n{}",
                  target, port_, body.size(), headers, body));
}

Ran WebServer::stop(int signal) {
  process_->kill(signal);
  return process_->finish({}, kPatience);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string without_time(std::string text) {
  static const std::regex kTime("\"took_ms\":[0-9.e-]+");
  return std::regex_replace(text, kTime, "\"took_ms\":0");
}

}  // namespace kb::testing
