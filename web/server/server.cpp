#include "web/server/server.h"

#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <thread>

#include "corpus/module.h"
#include "parser/text/printable.h"
#include "web/server/http_module.h"

namespace kb {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned kMaxThreads = 4;
constexpr unsigned kConnections = 256;
constexpr std::size_t kMaxHead = 16384;
constexpr unsigned kHeadSeconds = 5;
constexpr unsigned kBodySeconds = 10;
constexpr unsigned kResponseSeconds = 60;
constexpr unsigned kKeepSeconds = 15;
constexpr unsigned kLastSeconds = 3;  // for what is being answered when the server ends

/// What the answering threads share.
struct Site {
  const Handler& handler;
  const ServerSettings& settings;
  std::atomic<std::int64_t> last_request = 0;  ///< seconds of the steady clock
};

std::string string_of(const KbHttpText& text) { return {text.bytes, text.length}; }
KbHttpText text_of(std::string_view text) { return {text.data(), text.size()}; }

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(Clock::now().time_since_epoch()).count();
}

Request request_of(const KbHttpRequest& in) {
  Request out;
  out.method = string_of(in.method);
  out.target = string_of(in.target);
  out.version = string_of(in.version);
  for (std::size_t i = 0; i < in.header_count; ++i) {
    out.headers.emplace_back(string_of(in.headers[i].name), string_of(in.headers[i].value));
  }
  out.body = string_of(in.body);
  out.body_is_too_large = in.body_is_too_large != 0;
  return out;
}

/// What a line of the log says of an address: all of it, or only the kind of page, for what follows
/// is what somebody asked.
std::string logged(const std::string& target, bool queries) {
  if (queries) return printable_line(target);
  std::size_t end = target.find_first_of("/?", 1);
  if (end == std::string::npos) return printable_line(target);
  if (target.starts_with("/api/")) end = std::min(target.find_first_of("/?", 5), target.size());
  return printable_line(target.substr(0, end));
}

void log_line(const KbHttpRequest& in, const Response& response, Clock::duration took,
              const ServerSettings& settings) {
  const std::string line = fmt::format(
      "{} {} {} {} {} {:.1f}\n", string_of(in.client), printable_line(string_of(in.method)),
      logged(string_of(in.target), settings.log_queries), response.status, response.body.size(),
      std::chrono::duration<double, std::milli>(took).count());
  // One call, so that lines of threads do not mix. A log that can't be written is no reason to stop.
  if (::write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

void answer_by(const Site& site, const KbHttpRequest& request, void* reply, KbHttpSend send) {
  const auto begin = Clock::now();
  const Response response = site.handler(request_of(request));
  std::vector<KbHttpField> headers;
  headers.push_back({text_of("Content-Type"), text_of(response.type)});
  for (const auto& [name, value] : response.headers) {
    headers.push_back({text_of(name), text_of(value)});
  }
  const KbHttpResponse out{response.status, headers.data(), headers.size(), text_of(response.body)};
  send(reply, &out);
  if (site.settings.log) log_line(request, response, Clock::now() - begin, site.settings);
}

void answer(void* context, const KbHttpRequest* request, void* reply, KbHttpSend send) {
  Site& site = *static_cast<Site*>(context);
  site.last_request = seconds_now();
  try {
    answer_by(site, *request, reply, send);
  } catch (const std::exception&) {
    // Out of memory: without a response the connection is closed, and the others go on.
  }
}

/// The signals that end a server; blocked, so that they are waited for and no thread is disturbed.
sigset_t blocked_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// Waits for a signal, or until nothing was asked for long enough.
void wait_for_end(const KbHttp& http, void* server, const Site& site, const sigset_t& signals) {
  const timespec second{1, 0};
  for (;;) {
    if (::sigtimedwait(&signals, nullptr, &second) > 0) return;
    const std::size_t open = http.watch(server);
    const auto& idle = site.settings.idle_seconds;
    if (idle && open == 0 && seconds_now() - site.last_request >= std::int64_t(*idle)) return;
  }
}

Result<const KbHttp*> load_http() {
  std::string why;
  const auto functions =
      reinterpret_cast<KbHttpFunctions>(load_module(kHttpModule, kHttpEntry, why));
  if (functions == nullptr) {
    return fail(ErrorKind::kSystem, "can't serve pages: " + why,
                "install the package libmicrohttpd12, and kb with its " + std::string(kHttpModule));
  }
  return functions();
}

}  // namespace

Result<void> serve(Listening listening, const Handler& handler, const ServerSettings& settings,
                   const std::function<void()>& ready) {
  const auto http = load_http();
  if (!http) return tl::make_unexpected(http.error());
  const sigset_t signals = blocked_signals();
  Site site{handler, settings};
  site.last_request = seconds_now();
  std::vector<int> sockets;
  for (Descriptor& socket : listening.sockets) sockets.push_back(socket.release());
  KbHttpSettings with{};
  with.sockets = sockets.data();
  with.socket_count = sockets.size();
  with.threads = std::clamp(std::thread::hardware_concurrency(), 2U, kMaxThreads);
  with.connections = kConnections;
  with.max_body = kMaxBody;
  with.max_head = kMaxHead;
  with.head_seconds = kHeadSeconds;
  with.body_seconds = kBodySeconds;
  with.response_seconds = kResponseSeconds;
  with.keep_seconds = kKeepSeconds;
  with.answer = answer;
  with.context = &site;
  std::array<char, 256> error{};
  void* server = (*http)->start(&with, error.data(), error.size());
  if (server == nullptr) return fail(ErrorKind::kSystem, error.data(), "close other programs");
  ready();
  wait_for_end(**http, server, site, signals);
  (*http)->stop(server, kLastSeconds);
  return {};
}

}  // namespace kb
