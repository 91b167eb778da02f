// The interface between the program and the module that links libmicrohttpd (http_module.cpp). It is
// plain C, so that the module can be loaded when a server is started. The module knows sockets,
// threads and deadlines; which address means what, and what is refused, is not its business.
#pragma once

#include <cstddef>

extern "C" {

struct KbHttpText {
  const char* bytes;
  std::size_t length;
};

struct KbHttpField {
  KbHttpText name;
  KbHttpText value;
};

struct KbHttpRequest {
  KbHttpText method;
  KbHttpText target;   ///< as sent, not decoded
  KbHttpText version;  ///< `HTTP/1.1`
  const KbHttpField* headers;
  std::size_t header_count;
  KbHttpText body;
  int body_is_too_large;  ///< there was more than the settings allow; `body` is empty
  KbHttpText client;      ///< its address as text, without the port
};

struct KbHttpResponse {
  int status;
  const KbHttpField* headers;
  std::size_t header_count;
  KbHttpText body;
};

/// Sends a response; what it refers to is copied.
using KbHttpSend = void (*)(void* reply, const KbHttpResponse* response);

/// Answers a request by one call of `send`. It runs on one of a few threads, which stay the same.
using KbHttpAnswer = void (*)(void* context, const KbHttpRequest* request, void* reply,
                              KbHttpSend send);

struct KbHttpSettings {
  const int* sockets;  ///< bound and listening; the server closes them
  std::size_t socket_count;
  unsigned threads;           ///< that answer requests
  unsigned connections;       ///< for each socket
  std::size_t max_body;       ///< bytes
  std::size_t max_head;       ///< bytes of a request's head, about
  unsigned head_seconds;      ///< a connection's first head must be complete by then
  unsigned body_seconds;      ///< from the end of the head to that of the body
  unsigned response_seconds;  ///< the client must have taken the response by then
  unsigned keep_seconds;      ///< from the end of a response to that of the next head
  KbHttpAnswer answer;
  void* context;
};

struct KbHttp {
  /// Starts a server; null with a sentence in `error` (NUL-terminated, at most `size` bytes) if that
  /// fails.
  void* (*start)(const KbHttpSettings* settings, char* error, std::size_t size);
  /// Cuts the connections that are past their deadline. To be called every second or so. Returns
  /// the number of connections that are open.
  std::size_t (*watch)(void* server);
  /// Takes no more connections, waits at most so long for what is being answered, and ends.
  void (*stop)(void* server, unsigned seconds);
};

using KbHttpFunctions = const KbHttp* (*)();
}

inline constexpr const char* kHttpModule = "libkb_serve.so";
inline constexpr const char* kHttpEntry = "kb_http_functions";
