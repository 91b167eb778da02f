// HTTP on libmicrohttpd: one thread with epoll for each socket holds all connections, so that clients
// that say nothing cost no thread. A request that has arrived waits, its connection suspended, for
// one of a few workers, which answer in the order of arrival: no connection belongs to a thread, so
// none waits while a worker is free. (A pool of libmicrohttpd's own gives all connections that are
// opened at once to one thread.) libmicrohttpd counts only inactivity; a client that sends a byte a
// second is cut here, by a deadline for each connection:
//
//   opened -> head complete -> body complete, response ready -> response taken -> next head ...
//        head_seconds      body_seconds               response_seconds     keep_seconds
#include "web/server/http_module.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

/// A body that did not say how long it is may be so long before its connection is cut.
constexpr std::size_t kMostDropped = 4U << 20U;

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

/// The deadline of each open connection, by its socket.
class Deadlines {
 public:
  void set(int socket, unsigned in_seconds) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ends_[socket] = Clock::now() + seconds(in_seconds);
  }
  void drop(int socket) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ends_.erase(socket);
  }
  /// Shuts down the sockets that are late, under the lock: a number that was closed may be another
  /// connection's by now. Returns how many connections are open.
  std::size_t cut_late() {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto now = Clock::now();
    for (const auto& [socket, end] : ends_) {
      if (end <= now) ::shutdown(socket, SHUT_RDWR);
    }
    return ends_.size();
  }

 private:
  std::mutex mutex_;
  std::map<int, Clock::time_point> ends_;
};

/// A request while it arrives and is answered.
struct Incoming {
  MHD_Connection* connection = nullptr;
  std::string target;
  std::string body;
  std::size_t received = 0;  ///< bytes of the body, kept or not
  bool has_begun = false;
  bool is_counted = false;
  bool is_too_large = false;
  bool is_complete = false;  ///< it was given to the workers
  // Of a complete request; the texts are the connection's.
  const char* method = nullptr;
  const char* version = nullptr;
  int status = 0;
  MHD_Response* response = nullptr;  ///< null until it is answered, and if it can't be

  Incoming() = default;
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;
  ~Incoming() {
    if (response != nullptr) MHD_destroy_response(response);
  }
};

/// The threads that answer requests, first come, first served. Whoever adds a request has suspended
/// its connection, which goes on when the request is answered.
class Workers {
 public:
  Workers(unsigned count, const std::function<void(Incoming&)>& answer) {
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this, answer] { run(answer); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() { end(); }

  void add(Incoming& request) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ending_) {
      MHD_resume_connection(request.connection);
      return;
    }
    waiting_.push_back(&request);
    changed_.notify_one();
  }

  /// Finishes what is being answered; requests that wait, and new ones, get no response.
  void end() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ending_ = true;
      for (const Incoming* request : waiting_) MHD_resume_connection(request->connection);
      waiting_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void run(const std::function<void(Incoming&)>& answer) {
    for (;;) {
      Incoming* request = nullptr;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (ending_) return;
        request = waiting_.front();
        waiting_.pop_front();
      }
      MHD_Connection* connection = request->connection;
      answer(*request);
      MHD_resume_connection(connection);  // from here on the request may be gone
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Incoming*> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

struct Server {
  KbHttpSettings settings{};
  Deadlines deadlines;
  std::atomic<std::size_t> answering = 0;  ///< requests whose response is not taken yet
  std::vector<MHD_Daemon*> daemons;
  std::unique_ptr<Workers> workers;
};

KbHttpText text_of(const char* bytes) {
  return {bytes == nullptr ? "" : bytes, bytes == nullptr ? 0 : std::strlen(bytes)};
}
KbHttpText text_of(const std::string& text) { return {text.data(), text.size()}; }

int socket_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == nullptr ? -1 : info->connect_fd;
}

std::string client_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char text[INET6_ADDRSTRLEN] = "-";
  if (info == nullptr || info->client_addr == nullptr) return text;
  const sockaddr* address = info->client_addr;
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    ::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    ::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
  }
  return text;
}

MHD_Result add_header(void* context, MHD_ValueKind /*kind*/, const char* key,
                      std::size_t key_length, const char* value, std::size_t value_length) {
  static_cast<std::vector<KbHttpField>*>(context)->push_back(
      {{key, key_length}, {value == nullptr ? "" : value, value_length}});
  return MHD_YES;
}

void send(void* context, const KbHttpResponse* response) {
  Incoming& incoming = *static_cast<Incoming*>(context);
  MHD_Response* made = MHD_create_response_from_buffer(
      response->body.length, const_cast<char*>(response->body.bytes), MHD_RESPMEM_MUST_COPY);
  if (made == nullptr) return;
  for (std::size_t i = 0; i < response->header_count; ++i) {
    const KbHttpField& field = response->headers[i];
    MHD_add_response_header(made, std::string(field.name.bytes, field.name.length).c_str(),
                            std::string(field.value.bytes, field.value.length).c_str());
  }
  incoming.status = response->status;
  incoming.response = made;
}

/// Makes the response of a request. Its connection is suspended, or this is the connection's thread.
void answer(const Server& server, Incoming& incoming) {
  std::vector<KbHttpField> headers;
  MHD_get_connection_values_n(incoming.connection, MHD_HEADER_KIND, add_header, &headers);
  const std::string client = client_of(incoming.connection);
  KbHttpRequest request{};
  request.method = text_of(incoming.method);
  request.target = text_of(incoming.target);
  request.version = text_of(incoming.version);
  request.headers = headers.data();
  request.header_count = headers.size();
  request.body = text_of(incoming.body);
  request.body_is_too_large = incoming.is_too_large ? 1 : 0;
  request.client = text_of(client);
  server.settings.answer(server.settings.context, &request, &incoming, send);
}

/// Sends the response of a request that is answered.
MHD_Result reply(Server& server, const Incoming& incoming) {
  if (incoming.response == nullptr) return MHD_NO;
  server.deadlines.set(socket_of(incoming.connection), server.settings.response_seconds);
  return MHD_queue_response(incoming.connection, unsigned(incoming.status), incoming.response);
}

/// True if the head announces a body that is too large; it is then refused before it is read.
bool announces_too_much(const Server& server, MHD_Connection* connection) {
  const char* length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
  if (length == nullptr) return false;
  const std::string digits = length;
  return digits.size() > 12 || std::strtoull(length, nullptr, 10) > server.settings.max_body;
}

/// Called for the head, for each piece of the body, at its end, and when the request is answered.
MHD_Result take(void* context, MHD_Connection* connection, const char* /*url*/, const char* method,
                const char* version, const char* piece, std::size_t* size, void** request) {
  Server& server = *static_cast<Server*>(context);
  if (*request == nullptr) return MHD_NO;
  Incoming& incoming = *static_cast<Incoming*>(*request);
  if (incoming.is_complete) return reply(server, incoming);
  if (!incoming.has_begun) {
    incoming.has_begun = true;
    incoming.method = method;
    incoming.version = version;
    incoming.is_counted = true;
    ++server.answering;
    server.deadlines.set(socket_of(connection), server.settings.body_seconds);
    if (!announces_too_much(server, connection)) return MHD_YES;
    incoming.is_too_large = true;
    answer(server, incoming);
    return reply(server, incoming);
  }
  if (*size > 0) {
    incoming.received += *size;
    if (incoming.received > kMostDropped) return MHD_NO;
    incoming.is_too_large = incoming.received > server.settings.max_body;
    if (incoming.is_too_large) {
      incoming.body.clear();
    } else {
      incoming.body.append(piece, *size);
    }
    *size = 0;
    return MHD_YES;
  }
  incoming.is_complete = true;
  server.deadlines.set(socket_of(connection), server.settings.response_seconds);
  MHD_suspend_connection(connection);
  server.workers->add(incoming);
  return MHD_YES;
}

void* begin_request(void* /*context*/, const char* target, MHD_Connection* connection) {
  auto* incoming = new Incoming;
  incoming->connection = connection;
  incoming->target = target;
  return incoming;
}

void end_request(void* context, MHD_Connection* connection, void** request,
                 MHD_RequestTerminationCode /*how*/) {
  Server& server = *static_cast<Server*>(context);
  const std::unique_ptr<Incoming> incoming(static_cast<Incoming*>(*request));
  *request = nullptr;
  if (incoming && incoming->is_counted) --server.answering;
  server.deadlines.set(socket_of(connection), server.settings.keep_seconds);
}

void note_connection(void* context, MHD_Connection* connection, void** /*socket_context*/,
                     MHD_ConnectionNotificationCode what) {
  Server& server = *static_cast<Server*>(context);
  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    server.deadlines.set(socket_of(connection), server.settings.head_seconds);
  } else {
    server.deadlines.drop(socket_of(connection));
  }
}

/// libmicrohttpd would name each client that went away.
void say_nothing(void* /*context*/, const char* /*format*/, va_list /*values*/) {}

/// Addresses are decoded by the program, which refuses a bad escape.
std::size_t keep_escapes(void* /*context*/, MHD_Connection* /*connection*/, char* text) {
  return std::strlen(text);
}

MHD_Daemon* start_daemon(Server& server, int socket) {
  const KbHttpSettings& settings = server.settings;
  // With a pipe between the threads a listening socket is closed and never shut down: of one that
  // systemd gave, it keeps the other end.
  constexpr unsigned kFlags =
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME;
  return MHD_start_daemon(kFlags, 0, nullptr, nullptr, take, &server,              //
                          MHD_OPTION_EXTERNAL_LOGGER, say_nothing, nullptr,        //
                          MHD_OPTION_LISTEN_SOCKET, socket,                        //
                          MHD_OPTION_CONNECTION_LIMIT, settings.connections,       //
                          MHD_OPTION_CONNECTION_TIMEOUT, settings.keep_seconds,    //
                          MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings.max_head,   //
                          MHD_OPTION_URI_LOG_CALLBACK, begin_request, nullptr,     //
                          MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, nullptr,     //
                          MHD_OPTION_NOTIFY_COMPLETED, end_request, &server,       //
                          MHD_OPTION_NOTIFY_CONNECTION, note_connection, &server,  //
                          MHD_OPTION_END);
}

void* start(const KbHttpSettings* settings, char* error, std::size_t size) {
  auto server = std::make_unique<Server>();
  server->settings = *settings;
  server->workers = std::make_unique<Workers>(
      settings->threads, [&at = *server](Incoming& request) { answer(at, request); });
  for (std::size_t i = 0; i < settings->socket_count; ++i) {
    MHD_Daemon* daemon = start_daemon(*server, settings->sockets[i]);
    if (daemon != nullptr) {
      server->daemons.push_back(daemon);
      continue;
    }
    std::snprintf(error, size, "libmicrohttpd could not start: %s", std::strerror(errno));
    server->workers->end();
    for (MHD_Daemon* started : server->daemons) MHD_stop_daemon(started);
    return nullptr;
  }
  return server.release();
}

std::size_t watch(void* server) { return static_cast<Server*>(server)->deadlines.cut_late(); }

void stop(void* context, unsigned wait_seconds) {
  const std::unique_ptr<Server> server(static_cast<Server*>(context));
  std::vector<int> sockets;
  for (MHD_Daemon* daemon : server->daemons) sockets.push_back(MHD_quiesce_daemon(daemon));
  const auto end = Clock::now() + seconds(wait_seconds);
  while (server->answering > 0 && Clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  server->workers->end();  // no connection may be suspended when its thread ends
  for (MHD_Daemon* daemon : server->daemons) MHD_stop_daemon(daemon);
  for (const int socket : sockets) {
    if (socket >= 0) ::close(socket);
  }
}

constexpr KbHttp kFunctions = {start, watch, stop};

}  // namespace

extern "C" const KbHttp* kb_http_functions() { return &kFunctions; }
